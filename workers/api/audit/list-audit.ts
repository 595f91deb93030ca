import type { AuditPage, AuditQuery } from "../../../contract/audit.ts";
import {
  type AuditFilter,
  type AuditPosition,
  type AuditRow,
  readAuditLog,
} from "../../../stores/postgres/audit-log/read-audit-log.ts";
import type { Member, RequestContext } from "../context.ts";
import { cutPage, readPage } from "../http/pages.ts";
import { describeEntry } from "./describe-entry.ts";

/** Answers a page of the organisation's audit log, the newest line first. */
export async function listAudit(ctx: RequestContext, member: Member, query: AuditQuery): Promise<AuditPage> {
  const page = readPage<[number, string]>(ctx, member, "/v1/audit", query);
  const after = page.after === null ? undefined : { micros: page.after[0], id: page.after[1] };
  const rows = await readAuditLog(member.tenant, readFilter(query), { after, limit: page.limit + 1 });
  const { shown, nextCursor } = cutPage(rows, page, (row) => [Number(row.micros), row.id]);
  return { data: shown.map(describeEntry), next_cursor: nextCursor };
}

/** Which lines a query string asks for. */
export function readFilter(
  { actor, action, target, from, to }: Pick<AuditQuery, "actor" | "action" | "target" | "from" | "to">,
): AuditFilter {
  const instant = (text: string | undefined) => text === undefined ? undefined : new Date(text);
  return { actor, action, target, from: instant(from), to: instant(to) };
}

/** Where a page ends that ends with a line. */
export function positionOf(row: AuditRow): AuditPosition {
  return { micros: Number(row.micros), id: row.id };
}
