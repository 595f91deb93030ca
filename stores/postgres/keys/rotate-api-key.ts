import { inArray, sql } from "drizzle-orm";
import type { Actor } from "../audit.ts";
import { mintId } from "../mint-id.ts";
import { apiKeys, auditLog } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";
import type { KeyTrace } from "./insert-api-key.ts";
import { type ApiKeyRecord, selectApiKeys } from "./select-api-keys.ts";

/** A key that was to be rotated, and the one that takes its place. */
export interface Rotation {
  /** `undefined` if the tenant has no such key. */
  old: ApiKeyRecord | undefined;
  /** `undefined` if the old key had ended before, so that nothing was changed. */
  successor: ApiKeyRecord | undefined;
}

/**
 * Stores a new key with an old one's name and scopes, lets the old one end after `overlapSeconds` or when it would have
 * anyway, and writes both down: all of it or nothing.
 */
export async function rotateApiKey(
  tenant: TenantDatabase,
  actor: Actor,
  id: string,
  { prefix, keyHash, overlapSeconds }: KeyTrace & { overlapSeconds: number },
): Promise<Rotation> {
  const newId = mintId("key");
  const [, rows] = await tenant.run(
    // One statement, so that a key which is revoked at the same time has no successor.
    tenant.statements.execute(sql`
      with old as (
        update ${apiKeys} set expires_at = least(expires_at, now() + make_interval(secs => ${overlapSeconds}))
        where id = ${id} and revoked_at is null and (expires_at is null or expires_at > now())
        returning id, org_id, name, prefix, scopes, expires_at
      ), successor as (
        insert into ${apiKeys} (id, org_id, name, prefix, key_hash, scopes, created_by)
        select ${newId}, org_id, name, ${prefix}, ${keyHash}, scopes, ${actor.userId} from old
        returning id, org_id, name, prefix, scopes
      )
      insert into ${auditLog} (id, org_id, actor_id, action, target_id, details, request_id)
      select ${mintId("aud")}, org_id, ${actor.userId}, 'api_key.rotated', id,
        jsonb_build_object('name', name, 'prefix', prefix, 'successor', ${newId}::text, 'expires_at', expires_at),
        ${actor.requestId}
      from old
      union all
      select ${mintId("aud")}, org_id, ${actor.userId}, 'api_key.created', id,
        jsonb_build_object('name', name, 'prefix', prefix, 'scopes', scopes, 'replaces', ${id}::text),
        ${actor.requestId}
      from successor`),
    selectApiKeys(tenant).where(inArray(apiKeys.id, [id, newId])),
  );
  return { old: rows.find((row) => row.id === id), successor: rows.find((row) => row.id === newId) };
}
