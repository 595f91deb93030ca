import { and, desc, eq, gte, like, lt, or, type SQL, sql } from "drizzle-orm";
import { apiKeys, auditLog, users } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** Which lines are asked for. */
export interface AuditFilter {
  actor?: string | undefined;
  /** One action, or the part before the dot for all of its kind. */
  action?: string | undefined;
  target?: string | undefined;
  from?: Date | undefined;
  /** Exclusive. */
  to?: Date | undefined;
}

/** The last line of a page. Instants have more digits in the database than a `Date`, hence microseconds since 1970. */
export interface AuditPosition {
  micros: number;
  id: string;
}

/** A tenant's audit log, the newest line first, from after a position on. */
export async function readAuditLog(
  tenant: TenantDatabase,
  filter: AuditFilter,
  page: { after: AuditPosition | undefined; limit: number },
) {
  const [rows] = await tenant.run(
    tenant.statements.select({
      id: auditLog.id,
      at: auditLog.at,
      micros: sql<string>`(extract(epoch from ${auditLog.at}) * 1000000)::bigint::text`,
      actorKind: auditLog.actorKind,
      actorId: auditLog.actorId,
      actorName: sql<string | null>`coalesce(${users.name}, ${apiKeys.name})`,
      action: auditLog.action,
      targetId: auditLog.targetId,
      details: auditLog.details,
      ip: auditLog.ip,
      userAgent: auditLog.userAgent,
      requestId: auditLog.requestId,
    }).from(auditLog).leftJoin(users, eq(users.id, auditLog.actorId)).leftJoin(
      apiKeys,
      eq(apiKeys.id, auditLog.actorId),
    ).where(and(...conditionsOf(filter), afterPosition(page.after))).orderBy(desc(auditLog.at), desc(auditLog.id))
      .limit(page.limit),
  );
  return rows;
}

/** A line of the audit log. */
export type AuditRow = Awaited<ReturnType<typeof readAuditLog>>[number];

function conditionsOf({ actor, action, target, from, to }: AuditFilter): (SQL | undefined)[] {
  return [
    actor === undefined ? undefined : eq(auditLog.actorId, actor),
    // The name of an action has neither % nor \, and its underscores match themselves at least.
    action === undefined ? undefined : or(eq(auditLog.action, action), like(auditLog.action, `${action}.%`)),
    target === undefined ? undefined : eq(auditLog.targetId, target),
    from === undefined ? undefined : gte(auditLog.at, from),
    to === undefined ? undefined : lt(auditLog.at, to),
  ];
}

function afterPosition(after: AuditPosition | undefined): SQL | undefined {
  if (after === undefined) return undefined;
  const at = sql`timestamptz 'epoch' + ${after.micros} * interval '1 microsecond'`;
  return sql`(${auditLog.at}, ${auditLog.id}) < (${at}, ${after.id})`;
}
