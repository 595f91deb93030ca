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
  | "api_key.rotated"
  | "api_key.revoked"
  | "dead_letters.replayed"
  | "organization.settings_changed"
  | "price.set"
  | "price.removed"
  | "audit.exported";

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
