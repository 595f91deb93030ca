import type { Consent, ConsentInput } from "../../../contract/erasure.ts";
import { type ConsentRecord, listConsents, recordConsent } from "../../../stores/postgres/privacy/consents.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, Person, RequestContext } from "../context.ts";

/** Appends what somebody agrees to, or takes back, to the consent log. */
export async function consent(ctx: RequestContext, person: Person, input: ConsentInput): Promise<Consent> {
  const row = await recordConsent(person.tenant, actorOf(ctx, person), input);
  if (row === undefined) throw new Error("a consent is not there after it was recorded");
  return describe(row);
}

/** The organisation's consent log, or one person's. */
export async function describeConsents({ tenant }: Member, userId?: string): Promise<Consent[]> {
  return (await listConsents(tenant, userId)).map(describe);
}

function describe({ id, userId, purpose, granted, version, at }: ConsentRecord): Consent {
  return { id, user_id: userId, purpose, granted, version, at: at.toISOString() };
}
