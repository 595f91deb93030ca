import { and, desc, eq, gt, sql } from "drizzle-orm";
import type { Role } from "../../../contract/account.ts";
import { type Actor, auditChange, recordAction } from "../audit.ts";
import type { Database } from "../connect.ts";
import { lockOrganization } from "../members/keep-an-admin.ts";
import { mintId } from "../mint-id.ts";
import { accounts, auditLog, invitations, members, organizations, sessions, users } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";
import type { TenantDatabase } from "../tenant.ts";

const VALID_DAYS = 7;
const MOST = 1_000;

/** Whom to invite. `tokenHash` is the SHA-256 of the token that is sent, lower-case hex. */
export interface NewInvitation {
  email: string;
  role: Role;
  tokenHash: string;
}

function selectInvitations(tenant: TenantDatabase) {
  return tenant.statements.select({
    id: invitations.id,
    email: invitations.email,
    role: invitations.role,
    createdAt: invitations.createdAt,
    expiresAt: invitations.expiresAt,
    inviter: { id: invitations.inviterId, name: users.name },
  }).from(invitations).leftJoin(users, eq(users.id, invitations.inviterId));
}

/** A tenant's open invitations, the newest first. */
export async function listInvitations(tenant: TenantDatabase, now: Date) {
  const [rows] = await tenant.run(
    selectInvitations(tenant).where(and(eq(invitations.status, "pending"), gt(invitations.expiresAt, now)))
      .orderBy(desc(invitations.createdAt), desc(invitations.id)).limit(MOST),
  );
  return rows;
}

/** An open invitation. */
export type InvitationRecord = Awaited<ReturnType<typeof listInvitations>>[number];

/** Stores an invitation in place of an earlier one to the same address, and writes it down without the address. */
export async function insertInvitation(
  tenant: TenantDatabase,
  actor: Actor,
  { email, role, tokenHash }: NewInvitation,
): Promise<InvitationRecord | undefined> {
  const id = mintId("inv");
  const [, , , , rows] = await tenant.run(
    lockOrganization(tenant),
    tenant.statements.update(invitations).set({ status: "canceled" }).where(
      and(eq(invitations.email, email), eq(invitations.status, "pending")),
    ),
    tenant.statements.insert(invitations).values({
      id,
      organizationId: tenant.orgId,
      email,
      role,
      tokenHash,
      inviterId: actor.userId,
      expiresAt: sql`now() + make_interval(days => ${VALID_DAYS})`,
    }),
    recordAction(tenant, actor, "member.invited", id, { role }),
    selectInvitations(tenant).where(eq(invitations.id, id)),
  );
  return rows[0];
}

/** Takes an invitation back and writes it down. Answers whether there was an open one. */
export async function cancelInvitation(tenant: TenantDatabase, actor: Actor, id: string): Promise<boolean> {
  const [canceled] = await tenant.run(
    tenant.statements.execute(sql`
      with canceled as (
        update ${invitations} set status = 'canceled' where id = ${id} and status = 'pending' returning id, role
      )
      ${
      auditChange(tenant, actor, "member.invitation_canceled", "canceled", {
        target: sql`id`,
        details: sql`jsonb_build_object('role', role)`,
      })
    } returning id`),
  );
  return canceled.rows.length > 0;
}

const openInvitation = (tokenHash: string) =>
  sql`
  select id, org_id, email, role from ${invitations}
  where token_hash = ${tokenHash} and status = 'pending' and expires_at > now() for update`;

const joined = (requestId: string, userId: string) =>
  sql`
  joined as (
    insert into ${members} (id, org_id, user_id, role)
    select ${mintId("mem")}, invited.org_id, ${userId}, invited.role from invited
    on conflict (org_id, user_id) do nothing returning id, org_id, role
  ), accepted as (
    update ${invitations} set status = 'accepted' from invited where invitations.id = invited.id
  ), told as (
    insert into ${auditLog} (id, org_id, actor_id, action, target_id, details, request_id)
    select ${mintId("aud")}, org_id, ${userId}, 'member.joined', id,
      jsonb_build_object('role', role, 'by', 'invitation'), ${requestId} from joined
  )`;

/**
 * Lets somebody join by the token that was sent to their address, which confirms the address; the session looks at the
 * organisation from then on. All of it, or nothing.
 * @param database logged in as the sign-in role, which may ask before an organisation is known
 * @returns the organisation's id, or `undefined` where the token is none of an open invitation to this person
 */
export async function acceptInvitation(
  database: Database,
  person: { userId: string; email: string; sessionId: string; requestId: string },
  tokenHash: string,
): Promise<string | undefined> {
  const { userId, email, sessionId, requestId } = person;
  const { rows } = await answerOf(database.execute<{ org_id: string }>(sql`
    with invited as (select * from (${openInvitation(tokenHash)}) as open where email = ${email}),
    ${joined(requestId, userId)},
    confirmed as (update ${users} set email_verified = true from invited where users.id = ${userId}),
    looking as (
      update ${sessions} set active_org_id = invited.org_id from invited where sessions.id = ${sessionId}
    )
    select org_id from invited`));
  return rows[0]?.org_id;
}

/**
 * Whether a token is one of an open invitation: asked before anything is done for it that costs much.
 * @param database logged in as the sign-in role
 */
export async function isOpenInvitation(database: Database, tokenHash: string): Promise<boolean> {
  const { rows } = await answerOf(database.execute(sql`
    select from ${invitations} where token_hash = ${tokenHash} and status = 'pending' and expires_at > now()`));
  return rows.length > 0;
}

/**
 * Makes the account of somebody who was invited, and lets them join. All of it, or nothing.
 * @param database logged in as the sign-in role
 * @returns `joined`, `known` where the address has an account already, `unknown` where the token opens nothing
 */
export async function registerInvited(
  database: Database,
  person: { name: string; passwordHash: string; requestId: string },
  tokenHash: string,
): Promise<"joined" | "known" | "unknown"> {
  const userId = mintId("usr");
  const { rows } = await answerOf(database.execute<{ known: boolean }>(sql`
    with open as (${openInvitation(tokenHash)}),
    created as (
      insert into ${users} (id, name, email, email_verified) select ${userId}, ${person.name}, email, true from open
      on conflict (email) do nothing returning id
    ), credential as (
      insert into ${accounts} (id, user_id, provider_id, account_id, password)
      select ${mintId("acc")}, id, 'credential', id, ${person.passwordHash} from created
    ), invited as (select open.* from open, created),
    ${joined(person.requestId, userId)}
    select not exists (select from created) as known from open`));
  if (rows[0] === undefined) return "unknown";
  return rows[0].known ? "known" : "joined";
}

/** Whether a tenant has room for one more member, and whether an address is a member already. */
export async function checkSeat(
  tenant: TenantDatabase,
  email: string,
): Promise<{ isFull: boolean; isMember: boolean }> {
  const [rows] = await tenant.run(
    tenant.statements.select({
      isFull: sql<boolean>`coalesce(${organizations.seats} <= (select count(*) from ${members}), false)`,
      isMember: sql<boolean>`exists (select from ${users} where ${users.email} = ${email})`,
    }).from(organizations),
  );
  return rows[0] ?? { isFull: false, isMember: false };
}
