import { type SQL, sql } from "drizzle-orm";
import { mintId } from "./mint-id.ts";
import { auditLog } from "./schema/index.ts";
import type { TenantDatabase } from "./tenant.ts";

/** Who does something, in which request. */
export interface Actor {
  userId: string;
  requestId: string;
}

/** Things that are written down. */
export type AuditAction =
  | "api_key.created"
  | "api_key.revoked"
  | "api_key.rotated"
  | "audit.exported"
  | "budget.removed"
  | "budget.set"
  | "data.exported"
  | "dead_letters.replayed"
  | "error.muted"
  | "error.reopened"
  | "error.resolved"
  | "export.cancelled"
  | "export.created"
  | "export.downloaded"
  | "member.invitation_canceled"
  | "member.invited"
  | "member.joined"
  | "member.removed"
  | "member.role_changed"
  | "organization.deletion_canceled"
  | "organization.deletion_requested"
  | "organization.founded"
  | "organization.operated"
  | "organization.retention_changed"
  | "organization.settings_changed"
  | "organization.updated"
  | "privacy.consent_recorded"
  | "privacy.erasure_requested"
  | "privacy.person_exported"
  | "price.removed"
  | "price.set"
  | "role.created"
  | "role.deleted"
  | "role.updated"
  | "sso.domain_verified"
  | "sso.provider_created"
  | "sso.provider_removed"
  | "sso.provider_updated"
  | "team.created"
  | "team.deleted"
  | "team.members_changed"
  | "team.renamed"
  | "view.changed"
  | "view.created"
  | "view.deleted";

/** The statement that writes an action down; it runs in the transaction of the action itself. */
export function recordAction(
  tenant: TenantDatabase,
  actor: Actor,
  action: AuditAction,
  targetId: string,
  details: Record<string, unknown>,
) {
  return tenant.statements.insert(auditLog).values({
    id: mintId("aud"),
    organizationId: tenant.orgId,
    actorId: actor.userId,
    action,
    targetId,
    details,
    requestId: actor.requestId,
  });
}

/**
 * A statement's part that writes down what another part of it changed: nothing where that changed nothing.
 * @param source name of the part (a CTE) with at most one row
 * @param told what is said about it, as SQL over the columns of `source`: the target's id, and details as jsonb
 */
export function auditChange(
  tenant: TenantDatabase,
  actor: Actor,
  action: AuditAction,
  source: string,
  told: { target: SQL; details: SQL },
): SQL {
  return sql`insert into ${auditLog} (id, org_id, actor_id, action, target_id, details, request_id)
    select ${
    mintId("aud")
  }, ${tenant.orgId}, ${actor.userId}, ${action}, ${told.target}, ${told.details}, ${actor.requestId}
    from ${sql.identifier(source)}`;
}
