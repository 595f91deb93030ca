import { asc, eq, sql } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { mintId } from "../mint-id.ts";
import { accounts, auditLog, members, passkeys, sessions, ssoProviders } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

const ofProvider = sql`${accounts.providerId} = 'sso:' || ${ssoProviders.id}`;

/** The providers that somebody's account is tied to. `database` is logged in as the sign-in role, here and below. */
export async function listIdentities(database: Database, userId: string) {
  return await answerOf(
    database.select({ id: accounts.id, provider: ssoProviders.name, linkedAt: accounts.createdAt }).from(accounts)
      .innerJoin(ssoProviders, ofProvider).where(eq(accounts.userId, userId)).orderBy(asc(accounts.createdAt)),
  );
}

/**
 * Unties an account from a provider, ends the sessions that came of it, and writes it down, unless there is no other way in.
 * @returns `last way` where somebody has neither password nor passkey
 */
export async function unlinkIdentity(
  database: Database,
  userId: string,
  id: string,
  requestId: string,
): Promise<"unlinked" | "last way" | "unknown"> {
  const { rows } = await answerOf(database.execute<{ has_other_way: boolean }>(sql`
    with found as (
      select accounts.id, sso_providers.id as provider, sso_providers.org_id,
        exists (select from accounts other where other.user_id = ${userId} and other.password is not null)
          or exists (select from ${passkeys} where user_id = ${userId}) as has_other_way
      from ${accounts} join ${ssoProviders} on ${ofProvider}
      where accounts.id = ${id} and accounts.user_id = ${userId}
    ), gone as (delete from ${accounts} using found where accounts.id = found.id and has_other_way),
    ended as (
      delete from ${sessions} using found where user_id = ${userId} and sso_provider_id = provider and has_other_way
    ), told as (
      insert into ${auditLog} (id, org_id, actor_id, action, target_id, details, request_id)
      select ${mintId("aud")}, org_id, ${userId}, 'sso.identity_unlinked', ${userId},
        jsonb_build_object('provider', provider), ${requestId} from found where has_other_way
        and exists (select from ${members} where members.user_id = ${userId} and members.org_id = found.org_id)
    )
    select has_other_way from found`));
  const [row] = rows;
  if (row === undefined) return "unknown";
  return row.has_other_way ? "unlinked" : "last way";
}
