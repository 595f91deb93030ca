import { sql } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { auditLog, members, users } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/**
 * Writes down that somebody failed to sign in as a member, in each of the member's organisations. For an address that is
 * nobody's, nothing is written: it is no organisation's business.
 * @param database logged in as the sign-in role
 */
export async function recordFailedSignIn(
  database: Database,
  email: string,
  { ip, userAgent }: { ip: string | undefined; userAgent: string | undefined },
): Promise<void> {
  await answerOf(database.execute(sql`
    insert into ${auditLog} (id, org_id, actor_kind, actor_id, action, target_id, ip, user_agent, request_id)
    select 'aud_' || replace(gen_random_uuid()::text, '-', ''), ${members.organizationId}, 'unknown', 'unknown',
      'sign_in.failed', ${users.id}, ${ip ?? null}, left(${userAgent ?? null}, 256), 'sign-in'
    from ${users} join ${members} on ${members.userId} = ${users.id} where ${users.email} = ${email}`));
}
