import { sql } from "drizzle-orm";
import { type PrivacyPatch, PrivacySettings } from "../../../contract/tenant-settings.ts";
import type { Actor } from "../audit.ts";
import { mintId } from "../mint-id.ts";
import { auditLog, organizations, pseudonymKeys } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";
import { selectPrivacy } from "./read-privacy.ts";

/**
 * Changes a tenant's decisions and writes down who did it, all or nothing. What changes nothing writes nothing down. The
 * secret of its pseudonyms is made with the first wish for some, and stays.
 * @param secret a new secret, 64 hex digits; used only where there is none
 * @returns the decisions that hold now
 */
export async function changePrivacy(
  tenant: TenantDatabase,
  actor: Actor,
  patch: PrivacyPatch,
  secret: string,
): Promise<PrivacyPatch> {
  const wanted = sql`${JSON.stringify(patch)}::jsonb`;
  const defaults = sql`${JSON.stringify(PrivacySettings.parse({}))}::jsonb`;
  const [, , rows] = await tenant.run(
    tenant.statements.execute(sql`
      with before as (
        select id, ${defaults} || coalesce(settings -> 'privacy', '{}') as privacy from ${organizations}
        where id = ${tenant.orgId} for update
      ), changed as (
        update ${organizations} set settings = settings || jsonb_build_object('privacy', before.privacy || ${wanted})
        from before where organizations.id = before.id and before.privacy || ${wanted} <> before.privacy
        returning organizations.id, before.privacy
      )
      insert into ${auditLog} (id, org_id, actor_id, action, target_id, details, request_id)
      select ${mintId("aud")}, id, ${actor.userId}, 'organization.settings_changed', id,
        jsonb_build_object('before', privacy, 'after', privacy || ${wanted}), ${actor.requestId}
      from changed`),
    tenant.statements.execute(sql`
      insert into ${pseudonymKeys} (org_id, secret) select ${tenant.orgId}, ${secret}
      where ${patch.pseudonymise_emails === true} on conflict (org_id) do nothing`),
    selectPrivacy(tenant),
  );
  return rows[0]?.settings.privacy ?? {};
}
