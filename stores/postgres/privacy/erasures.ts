import { desc, eq, inArray, or, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { ErasureReceipt } from "../../../contract/erasure.ts";
import { type Actor, auditChange, recordAction } from "../audit.ts";
import type { Database } from "../connect.ts";
import { forgetPersonInExports } from "../exports/forget-filters.ts";
import { anotherAdminStays, lockOrganization } from "../members/keep-an-admin.ts";
import { mintId } from "../mint-id.ts";
import { erasures, invitations, members, savedViews, users, verifications } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";
import type { TenantDatabase } from "../tenant.ts";

const MOST = 500;

/** A tenant's erasures, the newest first. */
export async function listErasures(tenant: TenantDatabase) {
  const [rows] = await tenant.run(
    tenant.statements.select().from(erasures).orderBy(desc(erasures.requestedAt), desc(erasures.id)).limit(MOST),
  );
  return rows;
}

/** An erasure as it is kept. */
export type ErasureRecord = Awaited<ReturnType<typeof listErasures>>[number];

/** One of a tenant's erasures. */
export async function findErasure(tenant: TenantDatabase, id: string): Promise<ErasureRecord | undefined> {
  const [rows] = await tenant.run(tenant.statements.select().from(erasures).where(eq(erasures.id, id)));
  return rows[0];
}

/** The member who is called by one of some ids or addresses, and whether the tenant can be without them. */
export async function findMemberCalled(tenant: TenantDatabase, userIds: string[]) {
  const [rows] = await tenant.run(
    tenant.statements.select({
      memberId: members.id,
      userId: users.id,
      email: users.email,
      isDispensable: sql<boolean>`exists (
        select from ${members} as others
        where others.id <> ${members.id} and others.role = 'admin' and others.custom_role_id is null)`,
    }).from(members).innerJoin(users, eq(users.id, members.userId)).where(
      sql`${users.id} = any(${sql.param(userIds)}::text[]) or ${users.email} = any(${
        sql.param(userIds.map((id) => id.toLowerCase()))
      }::text[])`,
    ),
  );
  return rows;
}

/**
 * Begins an erasure: what the tenant's own records have of the person goes in the same transaction, and both are written
 * down without a name.
 */
export async function beginErasure(
  tenant: TenantDatabase,
  actor: Actor,
  erasure: {
    digests: string[];
    reason: string | null;
    userIds: string[];
    memberIds: string[];
    /** Saved views that name the person. */
    viewIds: string[];
  },
): Promise<ErasureRecord> {
  const id = mintId("era");
  const { digests, reason, userIds, memberIds, viewIds } = erasure;
  const emails = userIds.map((userId) => userId.toLowerCase());
  const removals = memberIds.map((memberId) =>
    tenant.statements.execute(sql`
      with removed as (
        delete from ${members} where id = ${memberId} and ${anotherAdminStays(memberId)} returning id
      ) ${
      auditChange(tenant, actor, "member.removed", "removed", {
        target: sql`id`,
        details: sql`jsonb_build_object('erasure', ${id}::text)`,
      })
    }`)
  );
  await tenant.run(
    lockOrganization(tenant),
    tenant.statements.insert(erasures).values({
      id,
      organizationId: tenant.orgId,
      digests,
      reason,
      requestedBy: actor.userId,
    }),
    recordAction(tenant, actor, "privacy.erasure_requested", id, { digests, reason }),
    tenant.statements.delete(invitations).where(sql`${invitations.email} = any(${sql.param(emails)}::text[])`),
    ...forgetPersonInExports(tenant, userIds),
    tenant.statements.delete(savedViews).where(
      or(inArray(savedViews.id, viewIds), inArray(savedViews.createdBy, userIds)),
    ),
    ...removals,
  );
  const row = await findErasure(tenant, id);
  if (row === undefined) throw new Error(`erasure ${id} is not there after it was begun`);
  return row;
}

/** A tenant's saved views, as far as they can name somebody. */
export async function readViewTexts(tenant: TenantDatabase): Promise<{ id: string; name: string; state: string }[]> {
  const { id, name, state } = savedViews;
  const [rows] = await tenant.run(tenant.statements.select({ id, name, state }).from(savedViews));
  return rows;
}

/**
 * Deletes accounts that belong to no organisation any more, and one-time codes made for them. Answers how many there were.
 * @param database logged in as the sign-in role
 */
export async function deleteLooseAccounts(
  database: Database,
  people: readonly { userId: string; email: string }[],
): Promise<number> {
  if (people.length === 0) return 0;
  const userIds = people.map(({ userId }) => userId);
  const deleted = await answerOf(
    database.delete(users).where(
      sql`${users.id} = any(${sql.param(userIds)}::text[])
        and not exists (select from ${members} where ${members.userId} = ${users.id})`,
    ).returning({ id: users.id }),
  );
  const names = people.filter(({ userId }) => deleted.some(({ id }) => id === userId))
    .flatMap(({ userId, email }) => [userId, email]);
  if (names.length > 0) {
    await answerOf(
      database.delete(verifications).where(
        or(
          ...names.flatMap((
            name,
          ) => [containsText(verifications.identifier, name), containsText(verifications.value, name)]),
        ),
      ),
    );
  }
  return deleted.length;
}

const containsText = (column: AnyPgColumn, text: string) => sql`position(lower(${text}) in lower(${column})) > 0`;

/** Adds to a tenant's receipt. */
export async function noteReceipt(tenant: TenantDatabase, id: string, receipt: ErasureReceipt): Promise<void> {
  await tenant.run(
    tenant.statements.update(erasures).set({ receipt: sql`receipt || ${JSON.stringify(receipt)}::jsonb` }).where(
      eq(erasures.id, id),
    ),
  );
}

/** An erasure for the job that carries it out. `database` is logged in as the jobs' role. */
export async function readErasure(database: Database, id: string): Promise<ErasureRecord | undefined> {
  const [row] = await answerOf(database.select().from(erasures).where(eq(erasures.id, id)));
  return row;
}

/** Writes an erasure's receipt and that it is complete; writing it again changes only the figures. */
export async function completeErasure(database: Database, id: string, receipt: ErasureReceipt): Promise<void> {
  await answerOf(
    database.update(erasures).set({
      state: "complete",
      completedAt: sql`coalesce(completed_at, now())`,
      receipt: sql`receipt || ${JSON.stringify(receipt)}::jsonb`,
    }).where(eq(erasures.id, id)),
  );
}

/** Adds to a complete erasure's receipt what was found of the person later. `at` tells one look from another. */
export async function noteLateErasure(database: Database, id: string, at: Date, found: ErasureReceipt): Promise<void> {
  const late = { [`late_events_${at.toISOString()}`]: found["events"] ?? 0 };
  await answerOf(
    database.update(erasures).set({ receipt: sql`receipt || ${JSON.stringify(late)}::jsonb` }).where(
      eq(erasures.id, id),
    ),
  );
}
