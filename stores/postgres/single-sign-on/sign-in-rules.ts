import { sql } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { mintId } from "../mint-id.ts";
import { auditLog, members, sessions, ssoProviders, users } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** Admins of the organisation that the domain belongs to keep their passwords: the provider may be what is broken. */
const isBound = sql`
  split_part(${users.email}, '@', 2) = ${ssoProviders.domain} and ${ssoProviders.enforced}
  and not exists (
    select from ${members} where ${members.userId} = ${users.id} and ${members.organizationId} = ${ssoProviders.organizationId}
      and ${members.role} = 'admin' and ${members.customRoleId} is null)`;

/**
 * Whether somebody may sign in through an identity provider only.
 * @param database logged in as the sign-in role, here and below
 */
export async function isBoundToProvider(database: Database, userId: string): Promise<boolean> {
  const { rows } = await answerOf(database.execute(sql`
    select from ${users} join ${ssoProviders} on ${isBound} where ${users.id} = ${userId}`));
  return rows.length > 0;
}

/** Whether people with addresses of a domain may sign up through its identity provider only. */
export async function isBoundDomain(database: Database, domain: string): Promise<boolean> {
  const { rows } = await answerOf(database.execute(sql`
    select from ${ssoProviders} where ${ssoProviders.domain} = ${domain} and ${ssoProviders.enforced}`));
  return rows.length > 0;
}

/** Ends the sessions of those who may sign in through the provider only, and did otherwise. */
export async function endUnboundSessions(database: Database, providerId: string): Promise<void> {
  await answerOf(database.execute(sql`
    delete from ${sessions} where sso_provider_id is null and user_id in (
      select ${users.id} from ${users} join ${ssoProviders} on ${isBound} where ${ssoProviders.id} = ${providerId})`));
}

/** Ends what a provider vouched for: its sessions, and its place in accounts. */
export async function forgetProvider(database: Database, providerId: string): Promise<void> {
  await answerOf(database.execute(sql`
    with ended as (delete from ${sessions} where sso_provider_id = ${providerId})
    delete from accounts where provider_id = ${`sso:${providerId}`}`));
}

/** Writes down for an organisation that its provider's word was not taken, and why. */
export async function recordRefusedSignIn(
  database: Database,
  { organizationId, providerId, reason, requestId, ip, userAgent }: {
    organizationId: string;
    providerId: string;
    reason: string;
    requestId: string;
    ip: string | undefined;
    userAgent: string | undefined;
  },
): Promise<void> {
  await answerOf(database.execute(sql`
    insert into ${auditLog} (id, org_id, actor_kind, actor_id, action, target_id, details, ip, user_agent, request_id)
    values (${mintId("aud")}, ${organizationId}, 'unknown', 'unknown', 'sign_in.failed', ${providerId},
      jsonb_build_object('by', 'sso', 'reason', ${reason}::text), ${ip ?? null}, left(${
    userAgent ?? null
  }, 256), ${requestId})`));
}
