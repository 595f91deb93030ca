import type { AuditPage, AuditQuery } from "../../../contract/audit.ts";
import {
  type AuditFilter,
  type AuditPosition,
  type AuditRow,
  readAuditLog,
} from "../../../stores/postgres/audit-log/read-audit-log.ts";
import type { Member } from "../context.ts";
import { decodePosition, encodePosition } from "../http/page-cursor.ts";
import { describeEntry } from "./describe-entry.ts";

/** Answers a page of the organisation's audit log, the newest line first. */
export async function listAudit({ tenant }: Member, query: AuditQuery): Promise<AuditPage> {
  const after = query.cursor === undefined ? undefined : readPosition(query.cursor);
  // One more than asked for tells whether there is a next page.
  const rows = await readAuditLog(tenant, readFilter(query), { after, limit: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  const last = rows.length > page.length ? page.at(-1) : undefined;
  const next = last === undefined ? undefined : positionOf(last);
  return {
    data: page.map(describeEntry),
    next_cursor: next === undefined ? null : encodePosition([next.micros, next.id]),
  };
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

function readPosition(cursor: string): AuditPosition {
  const [micros, id] = decodePosition(cursor);
  return { micros, id };
}
