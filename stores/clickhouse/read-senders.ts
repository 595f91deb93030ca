import type { SenderColumn, SenderState } from "../../contract/query-senders.ts";
import type { EventReader } from "./event-reader.ts";
import { type EventScope, tenantQuery } from "./tenant-query.ts";

/** Where a page of senders ends: how many usual pauses its last one has been silent, and its key. */
export type SenderPlace = [overdue: number, key: string];

/** Which of a scope's senders are asked for. */
export interface SenderPage {
  by: SenderColumn;
  /** None means any. */
  states: readonly SenderState[];
  after: SenderPlace | null;
  limit: number;
}

/** A sender and its habits within a scope. Times are epoch ms. */
export interface SenderRecord {
  place: SenderPlace;
  key: string;
  state: SenderState;
  firstAt: number;
  lastAt: number;
  receivedAt: number;
  silentMs: number;
  usualPauseMs: number;
  activeHours: number;
  events: number;
}

/** Columns by their names; nothing else can become an identifier in a query. */
const COLUMNS = {
  agent_id: "agent_id",
  user_id: "user_id",
  team: "team",
  environment: "environment",
  repo: "repo",
} as const satisfies Record<SenderColumn, string>;

/** What is supposed of somebody who was heard in one hour only, in seconds. */
const PAUSE_OF_ONE_HOUR = 86_400;

type Row = Record<string, string | number> & { state: SenderState };

/** Senders with their habits and what these say about their silence, as `judged`. */
function judge(by: SenderColumn, events: string): string {
  return `WITH heard AS (
  SELECT toString(${COLUMNS[by]}) AS sender, count() AS events,
    toUnixTimestamp64Milli(min(timestamp)) AS first_at, toUnixTimestamp64Milli(max(timestamp)) AS last_at,
    toUnixTimestamp64Milli(max(received_at)) AS received,
    arraySort(groupUniqArray(toUnixTimestamp(toStartOfHour(timestamp)))) AS hours
  FROM ${events} WHERE ${COLUMNS[by]} != '' GROUP BY sender
), habits AS (
  SELECT *, length(hours) AS active_hours, arraySort(arrayPopFront(arrayDifference(hours))) AS pauses,
    if(empty(pauses), ${PAUSE_OF_ONE_HOUR}, pauses[toUInt32(ceil(0.95 * length(pauses)))]) * 1000 AS usual_pause,
    greatest(0, {silent_at:Int64} - last_at) AS silent
  FROM heard
), judged AS (
  SELECT * EXCEPT (hours, pauses), silent / usual_pause AS overdue,
    multiIf(silent > 3 * usual_pause, 'silent', silent > usual_pause, 'late', 'sending') AS state
  FROM habits
)`;
}

/** A scope's senders, the longest silent by their own measure first, from after a place on. */
export async function readSenders(
  reader: EventReader,
  scope: EventScope,
  { by, states, after, limit }: SenderPage,
  signal: AbortSignal,
): Promise<SenderRecord[]> {
  const conditions = [
    ...(states.length === 0 ? [] : ["state IN {states:Array(String)}"]),
    ...(after === null ? [] : ["(overdue, sender) < ({after_value:Float64}, {after_id:String})"]),
  ];
  const query = tenantQuery<Row>(
    scope,
    (events) =>
      `${judge(by, events)}
SELECT * FROM judged ${conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`}
ORDER BY overdue DESC, sender DESC LIMIT {page_limit:UInt32}`,
    {
      silent_at: scope.range.to,
      page_limit: limit,
      ...(states.length === 0 ? {} : { states: [...states] }),
      ...(after === null ? {} : { after_value: after[0], after_id: after[1] }),
    },
  );
  return (await reader.rows(query, signal)).map(toRecord);
}

/** How many of a scope's senders are in each state. */
export async function countSenders(
  reader: EventReader,
  scope: EventScope,
  by: SenderColumn,
  signal: AbortSignal,
): Promise<Record<SenderState, number>> {
  const query = tenantQuery<{ state: SenderState; senders: string | number }>(
    scope,
    (events) => `${judge(by, events)} SELECT state, count() AS senders FROM judged GROUP BY state`,
    { silent_at: scope.range.to },
  );
  const counts = { silent: 0, late: 0, sending: 0 };
  for (const { state, senders } of await reader.rows(query, signal)) counts[state] = Number(senders);
  return counts;
}

function toRecord(row: Row): SenderRecord {
  return {
    place: [Number(row["overdue"]), String(row["sender"])],
    key: String(row["sender"]),
    state: row.state,
    firstAt: Number(row["first_at"]),
    lastAt: Number(row["last_at"]),
    receivedAt: Number(row["received"]),
    silentMs: Number(row["silent"]),
    usualPauseMs: Number(row["usual_pause"]),
    activeHours: Number(row["active_hours"]),
    events: Number(row["events"]),
  };
}
