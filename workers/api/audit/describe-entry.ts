import type { AuditEntry } from "../../../contract/audit.ts";
import type { AuditRow } from "../../../stores/postgres/audit-log/read-audit-log.ts";

/** A line of the audit log as answers show it. */
export function describeEntry(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at.toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    target_id: row.targetId,
    details: row.details,
    ip: row.ip,
    user_agent: row.userAgent,
    request_id: row.requestId,
  };
}
