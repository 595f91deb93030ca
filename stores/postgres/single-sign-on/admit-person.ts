import { sql } from "drizzle-orm";
import type { Role } from "../../../contract/account.ts";
import type { SsoIdentity } from "../../../contract/single-sign-on.ts";
import type { Database } from "../connect.ts";
import { mintId } from "../mint-id.ts";
import { accounts, auditLog, members, organizations, passkeys, sessions, twoFactors, users } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** An organisation's provider that vouches for somebody. */
export interface Voucher {
  providerId: string;
  organizationId: string;
  /** What they become if they are no member yet. */
  role: Role;
  requestId: string;
}

/** What came of it: whose session to open, or why none. */
export type Admission = { userId: string } | { refusal: "no_seat" | "identity_changed" };

/**
 * Finds or makes the account of somebody whom a provider vouches for, ties the two together, and makes them a member. All of
 * it, or nothing. An account whose address nobody had confirmed was set up by who knows whom: it loses all other ways in.
 * @param database logged in as the sign-in role
 */
export async function admitPerson(
  database: Database,
  { providerId, organizationId, role, requestId }: Voucher,
  { subject, email, name }: SsoIdentity,
): Promise<Admission> {
  const key = `sso:${providerId}`;
  const { rows } = await answerOf(database.execute<{ id: string; is_member: boolean; is_other: boolean }>(sql`
    with known as (select user_id as id from ${accounts} where provider_id = ${key} and account_id = ${subject}),
    existing as (select id, email_verified from ${users} where email = ${email} and not exists (select from known)),
    other as (select from existing where exists (
      select from ${accounts} where accounts.user_id = existing.id and accounts.provider_id = ${key})),
    created as (
      insert into ${users} (id, name, email, email_verified)
      select ${mintId("usr")}, ${name}, ${email}, true
      where not exists (select from known) and not exists (select from existing)
      on conflict (email) do nothing returning id
    ), person as (
      select id from known union all select id from created
      union all select id from existing where not exists (select from other)
    ), doubtful as (select existing.id from existing, person where existing.id = person.id and not email_verified),
    credentials as (delete from ${accounts} using doubtful where user_id = doubtful.id),
    open as (delete from ${sessions} using doubtful where user_id = doubtful.id),
    keys as (delete from ${passkeys} using doubtful where user_id = doubtful.id),
    codes as (delete from ${twoFactors} using doubtful where user_id = doubtful.id),
    confirmed as (
      update ${users} set email_verified = true, two_factor_enabled = false, updated_at = now() from doubtful
      where users.id = doubtful.id
    ), linked as (
      insert into ${accounts} (id, user_id, provider_id, account_id)
      select ${mintId("acc")}, id, ${key}, ${subject} from person where not exists (select from known)
      on conflict (provider_id, account_id) do nothing returning user_id
    ), joined as (
      insert into ${members} (id, org_id, user_id, role)
      select ${mintId("mem")}, ${organizationId}, person.id, ${role} from person, ${organizations}
      where organizations.id = ${organizationId} and (organizations.seats is null
        or organizations.seats > (select count(*) from ${members} where members.org_id = ${organizationId}))
      on conflict (org_id, user_id) do nothing returning id, user_id
    ), told_join as (
      insert into ${auditLog} (id, org_id, actor_id, action, target_id, details, request_id)
      select ${mintId("aud")}, ${organizationId}, user_id, 'member.joined', id,
        jsonb_build_object('role', ${role}::text, 'by', 'sso', 'provider', ${providerId}::text), ${requestId} from joined
    ), told_link as (
      insert into ${auditLog} (id, org_id, actor_id, action, target_id, details, request_id)
      select ${mintId("aud")}, ${organizationId}, user_id, 'sso.identity_linked', user_id,
        jsonb_build_object('provider', ${providerId}::text), ${requestId} from linked
    )
    select person.id, exists (select from other) as is_other, exists (select from joined) or exists (
      select from ${members} where members.org_id = ${organizationId} and members.user_id = person.id) as is_member
    from person right join (select) as always on true`));
  const [row] = rows;
  if (row === undefined || row.is_other || row.id === null) return { refusal: "identity_changed" };
  return row.is_member ? { userId: row.id } : { refusal: "no_seat" };
}
