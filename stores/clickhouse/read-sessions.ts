import type { SessionSort, SessionStatus } from "../../contract/query-sessions.ts";
import type { EventReader } from "./event-reader.ts";
import type { QueryParams } from "./query-params.ts";
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

/** Which sessions, and in what order. */
export type SessionSelection = Pick<SessionPage, "sort" | "order" | "statuses" | "activeSince">;

/** Sessions in an order, with status and place beside the columns of `SESSION_COLUMNS`. `select` takes the query that writes them. */
export function selectSessions(
  { sort, order, statuses, activeSince }: SessionSelection,
  beyond: readonly string[] = [],
): { select: (sessions: string) => string; params: QueryParams } {
  const direction = order === "asc" ? "ASC" : "DESC";
  const conditions = [...(statuses.length === 0 ? [] : ["status IN {statuses:Array(String)}"]), ...beyond];
  return {
    select: (sessions) =>
      `SELECT *, ${STATUS} AS status, toFloat64(${SORTS[sort]}) AS sort_value
FROM (${sessions})
${conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`}
ORDER BY sort_value ${direction}, session_id ${direction}`,
    params: { active_since: activeSince, ...(statuses.length === 0 ? {} : { statuses: [...statuses] }) },
  };
}

/**
 * A scope's sessions in an order, from after a place on: from rollups where these stand for the events, and from events elsewhere.
 * Events that name no session are none.
 * @param sources the rollups that may be used; none of them leaves events alone
 */
export async function readSessions(
  reader: EventReader,
  scope: EventScope,
  { after, limit, ...selection }: SessionPage,
  signal: AbortSignal,
  sources: readonly Source[] = SOURCES,
): Promise<ListedSession[]> {
  const beyond = selection.order === "asc" ? ">" : "<";
  const { select, params } = selectSessions(
    selection,
    after === null ? [] : [`(sort_value, session_id) ${beyond} ({after_value:Float64}, {after_id:String})`],
  );
  const source = chooseSource("outcomes", columnsOf(scope).add("model"), sources);
  const coverage = source && await readCoverage(reader, scope, [], signal);
  const query = coveredQuery<SessionRow>(
    scope,
    coverage ?? NO_COVERAGE,
    (relations) => `${select(writeSessions(coverage && source, relations))} LIMIT {page_limit:UInt32}`,
    {
      ...params,
      page_limit: limit,
      ...(after === null ? {} : { after_value: after[0], after_id: after[1] }),
    },
  );
  return (await reader.rows(query, signal)).map((row) => ({
    ...toSessionRecord(row),
    status: String(row["status"]) as SessionStatus,
    place: [Number(row["sort_value"]), String(row["session_id"])],
  }));
}
