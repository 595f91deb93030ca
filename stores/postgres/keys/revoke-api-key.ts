import { eq, sql } from "drizzle-orm";
import type { Actor } from "../audit.ts";
import { mintId } from "../mint-id.ts";
import { apiKeys, auditLog } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/**
 * Revokes a key and writes down who did it. A key that was revoked before stays as it is, with nothing written.
 * @returns the key, or `undefined` if the tenant has none with this id
 */
export async function revokeApiKey(tenant: TenantDatabase, actor: Actor, id: string) {
  const [, rows] = await tenant.run(
    // One statement, so that of two revocations at once only the first is written down.
    tenant.statements.execute(sql`
      with revoked as (
        update ${apiKeys} set revoked_at = now() where id = ${id} and revoked_at is null returning id, org_id, name, prefix
      )
      insert into ${auditLog} (id, org_id, actor_id, action, target_id, details, request_id)
      select ${mintId("aud")}, org_id, ${actor.userId}, 'api_key.revoked', id,
        jsonb_build_object('name', name, 'prefix', prefix), ${actor.requestId}
      from revoked`),
    tenant.statements.select().from(apiKeys).where(eq(apiKeys.id, id)),
  );
  return rows[0];
}
