import { DEFAULT_LIMITS } from "../../../contract/quota.ts";
import { DEFAULT_SETTINGS } from "../../../contract/default-settings.ts";
import type { EdgeSettings, TimedVerdict } from "../../../contract/rpc.ts";
import type { Database } from "../../../stores/postgres/connect.ts";
import { answerWithin } from "../../../stores/postgres/answer-within.ts";
import { findApiKey } from "../../../stores/postgres/keys/find-api-key.ts";
import { touchApiKey } from "../../../stores/postgres/keys/touch-api-key.ts";
import { tenantDatabase } from "../../../stores/postgres/tenant.ts";
import { suspensionOf } from "../auth/refuse-suspended.ts";
import { putVerdict } from "./put-verdict.ts";
import { isTouchDue } from "./touch-due.ts";

/** What a verdict is made from. */
export interface VerifyContext {
  database: Database;
  keyVerdicts: KVNamespace;
  now: number;
  /** How old a verdict is when it is made: edges ask again that much sooner. */
  verdictAgeMs: number;
  /** Keeps work going after the answer. */
  waitUntil(work: Promise<unknown>): void;
}

/** An agent is waiting, and the edge has an older verdict for most keys. */
const PATIENCE_MS = 2_000;

/** Looks a key up by its hash and leaves the verdict in KV. Throws STORE_UNAVAILABLE when the database does not answer soon. */
export async function verifyKey(ctx: VerifyContext, keyHash: string): Promise<TimedVerdict> {
  const key = await answerWithin(findApiKey(ctx.database, keyHash), PATIENCE_MS);
  // Unknown keys are not kept: anybody can send any number of them.
  if (key === undefined) return { verdict: { status: "unknown" }, checked_at: ctx.now };
  const checkedAt = ctx.now - ctx.verdictAgeMs;
  const expiresAt = key.expiresAt?.getTime();
  if (key.revokedAt !== null || (expiresAt !== undefined && expiresAt <= ctx.now)) {
    const revoked: TimedVerdict = { verdict: { status: "revoked" }, checked_at: checkedAt };
    ctx.waitUntil(putVerdict(ctx.keyVerdicts, keyHash, revoked));
    return revoked;
  }
  const reason = suspensionOf(key.organization);
  if (reason !== undefined) {
    const suspended: TimedVerdict = { verdict: { status: "suspended", reason }, checked_at: checkedAt };
    ctx.waitUntil(putVerdict(ctx.keyVerdicts, keyHash, suspended));
    return suspended;
  }
  const active: TimedVerdict = {
    verdict: {
      status: "active",
      key_id: key.id,
      org_id: key.organizationId,
      residency: key.organization.residency,
      region: key.organization.region,
      scopes: key.scopes,
      ...(expiresAt === undefined ? {} : { expires_at: expiresAt }),
      limits: { ...DEFAULT_LIMITS, ...key.settings.limits, events_per_month: key.monthlyEvents },
      settings: edgeSettings(key),
    },
    checked_at: checkedAt,
  };
  ctx.waitUntil(putVerdict(ctx.keyVerdicts, keyHash, active));
  if (isTouchDue(key.lastUsedAt, ctx.now)) {
    ctx.waitUntil(touchApiKey(tenantDatabase(ctx.database, key.organizationId), key.id));
  }
  return active;
}

function edgeSettings(
  { settings, prices, pseudonymKey, erased }: NonNullable<Awaited<ReturnType<typeof findApiKey>>>,
): EdgeSettings {
  const decided = { ...DEFAULT_SETTINGS, ...settings.privacy, prices, ...(erased.length === 0 ? {} : { erased }) };
  // The secret goes only where it is needed.
  return decided.pseudonymise_emails && pseudonymKey !== null ? { ...decided, pseudonym_key: pseudonymKey } : decided;
}
