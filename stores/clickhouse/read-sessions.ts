import type { SessionSort, SessionStatus } from "../../contract/query-sessions.ts";
import type { EventReader } from "./event-reader.ts";
import { columnsOf } from "./rollups/choose-plan.ts";
import { NO_COVERAGE } from "./rollups/coverage.ts";
import { readCoverage } from "./rollups/read-coverage.ts";
import { chooseSource, type Source, SOURCES } from "./rollups/sources.ts";
import { writeSessions } from "./rollups/write-sessions.ts";
import { type SessionRecord, type SessionRow, toSessionRecord } from "./session-columns.ts";
import { coveredQuery, type EventScope } from "./tenant-query.ts";

/** Where a page of sessions ends: what its last one is ordered by, and its id. */
export type SessionPlace = [value: number, sessionId: string];

/** Which of a scope's sessions are asked for. */
export interface SessionPage {
  sort: SessionSort;
  order: "asc" | "desc";
  /** None means any. */
  statuses: readonly SessionStatus[];
  /** Sessions that did something since (epoch ms) and have not ended are active. */
  activeSince: number;
  after: SessionPlace | null;
  limit: number;
}

/** A session in a list. */
export type ListedSession = SessionRecord & { status: SessionStatus; place: SessionPlace };

/** What sessions are ordered by, over the columns of a session. Doubles hold every one of these exactly enough to compare. */
const SORTS = {
  start: "started_at",
  cost: "f_cost_usd",
  duration: "last_at - started_at",
  errors: "f_errors",
  tokens: "f_tokens",
} as const satisfies Record<SessionSort, string>;

const STATUS =
  "multiIf(has_failed, 'failed', has_ended, 'completed', last_at >= {active_since:Int64}, 'active', 'idle')";

/**
 * A scope's sessions in an order, from after a place on: from rollups where these stand for the events, and from events elsewhere.
 * Events that name no session are none.
 * @param sources the rollups that may be used; none of them leaves events alone
 */
export async function readSessions(
  reader: EventReader,
  scope: EventScope,
  { sort, order, statuses, activeSince, after, limit }: SessionPage,
  signal: AbortSignal,
  sources: readonly Source[] = SOURCES,
): Promise<ListedSession[]> {
  const direction = order === "asc" ? "ASC" : "DESC";
  const beyond = `(sort_value, session_id) ${order === "asc" ? ">" : "<"} ({after_value:Float64}, {after_id:String})`;
  const conditions = [
    ...(statuses.length === 0 ? [] : ["status IN {statuses:Array(String)}"]),
    ...(after === null ? [] : [beyond]),
  ];
  const source = chooseSource("outcomes", columnsOf(scope).add("model"), sources);
  const coverage = source && await readCoverage(reader, scope, [], signal);
  const query = coveredQuery<SessionRow>(
    scope,
    coverage ?? NO_COVERAGE,
    (relations) =>
      `SELECT *, ${STATUS} AS status, toFloat64(${SORTS[sort]}) AS sort_value
FROM (${writeSessions(coverage && source, relations)})
${conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`}
ORDER BY sort_value ${direction}, session_id ${direction} LIMIT {page_limit:UInt32}`,
    {
      active_since: activeSince,
      page_limit: limit,
      ...(statuses.length === 0 ? {} : { statuses: [...statuses] }),
      ...(after === null ? {} : { after_value: after[0], after_id: after[1] }),
    },
  );
  return (await reader.rows(query, signal)).map((row) => ({
    ...toSessionRecord(row),
    status: String(row["status"]) as SessionStatus,
    place: [Number(row["sort_value"]), String(row["session_id"])],
  }));
}
