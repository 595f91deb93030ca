import { desc, eq } from "drizzle-orm";
import type { ConsentInput } from "../../../contract/erasure.ts";
import { type Actor, recordAction } from "../audit.ts";
import { mintId } from "../mint-id.ts";
import { consents } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

const MOST = 5_000;

/** A tenant's consent log, or one person's, the newest line first. */
export async function listConsents(tenant: TenantDatabase, userId?: string) {
  const [rows] = await tenant.run(
    tenant.statements.select().from(consents).where(userId === undefined ? undefined : eq(consents.userId, userId))
      .orderBy(desc(consents.at), desc(consents.id)).limit(MOST),
  );
  return rows;
}

/** A line of the consent log. */
export type ConsentRecord = Awaited<ReturnType<typeof listConsents>>[number];

/** Appends what somebody agreed to, or took back. */
export async function recordConsent(
  tenant: TenantDatabase,
  actor: Actor,
  { purpose, granted, version }: ConsentInput,
): Promise<ConsentRecord | undefined> {
  const id = mintId("con");
  const [, , rows] = await tenant.run(
    tenant.statements.insert(consents).values({
      id,
      organizationId: tenant.orgId,
      userId: actor.userId,
      purpose,
      granted,
      version,
    }),
    recordAction(tenant, actor, "privacy.consent_recorded", id, { purpose, granted, version }),
    tenant.statements.select().from(consents).where(eq(consents.id, id)),
  );
  return rows[0];
}
