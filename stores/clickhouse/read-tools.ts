import type { ToolSort } from "../../contract/query-tools.ts";
import { UNKNOWN } from "../../contract/stored-event.ts";
import type { EventReader } from "./event-reader.ts";
import { FAILED } from "./figures.ts";
import { type EventScope, tenantQuery } from "./tenant-query.ts";

/** Where a page of tools ends: what its last one is ordered by, and its name. */
export type ToolPlace = [value: number, toolName: string];

/** How often a tool was called, failed, and was let or not let. */
export interface ToolCounts {
  calls: number;
  failures: number;
  accepted: number;
  rejected: number;
}

/** A tool within a scope. Times are epoch ms. */
export interface ToolRecord extends ToolCounts {
  place: ToolPlace;
  toolName: string;
  p50Ms: number | null;
  p95Ms: number | null;
  sessions: number;
  users: number;
  agents: string[];
  lastAt: number;
  receivedAt: number;
  /** Of all tools of the scope. */
  totalKeys: number;
}

const SORTS = {
  calls: "calls",
  failures: "failures",
  rejected: "rejected",
  sessions: "sessions",
  users: "users",
} as const satisfies Record<ToolSort, string>;

const IS_CALL = "event_type = 'tool_call'";
const IS_DECISION = "event_type = 'tool_decision'";

// A decision that does not say how it was decided is neither.
const COUNTS = [
  `countIf(${IS_CALL}) AS calls`,
  `countIf(${IS_CALL} AND ${FAILED}) AS failures`,
  `countIf(${IS_DECISION} AND ifNull(success, false)) AS accepted`,
  `countIf(${IS_DECISION} AND ${FAILED}) AS rejected`,
];

const COLUMNS = [
  "toString(tool_name) AS tool",
  ...COUNTS,
  // The same sketch as everywhere, within 1 %.
  ...[["p50", 0.5], ["p95", 0.95]].map(([name, level]) =>
    `quantileDDIf(0.01, ${level})(duration_ms, ${IS_CALL}) AS ${name}`
  ),
  "uniqExactIf(session_id, session_id != {nobody:String}) AS sessions",
  "uniqExactIf(user_id, user_id NOT IN ('', {nobody:String})) AS users",
  "arraySort(groupUniqArray(20)(toString(agent_id))) AS agents",
  "toUnixTimestamp64Milli(max(timestamp)) AS last_at",
  "toUnixTimestamp64Milli(max(received_at)) AS received",
];

const OF_TOOLS = "event_type IN ('tool_call', 'tool_decision')";

type Row = Record<string, string | number | null> & { agents: string[] };

/** A scope's tools, most of what they are ordered by first, from after a place on. */
export async function readTools(
  reader: EventReader,
  scope: EventScope,
  { sort, after, limit }: { sort: ToolSort; after: ToolPlace | null; limit: number },
  signal: AbortSignal,
): Promise<ToolRecord[]> {
  const query = tenantQuery<Row>(
    scope,
    (events) =>
      `SELECT *, toFloat64(${SORTS[sort]}) AS sort_value FROM (
  SELECT *, count() OVER () AS total_keys
  FROM (SELECT ${COLUMNS.join(", ")} FROM ${events} WHERE ${OF_TOOLS} GROUP BY tool))
${after === null ? "" : "WHERE (sort_value, tool) < ({after_value:Float64}, {after_id:String})"}
ORDER BY sort_value DESC, tool DESC LIMIT {page_limit:UInt32}`,
    {
      nobody: UNKNOWN,
      page_limit: limit,
      ...(after === null ? {} : { after_value: after[0], after_id: after[1] }),
    },
  );
  return (await reader.rows(query, signal)).map((row) => ({
    place: [Number(row["sort_value"]), String(row["tool"])],
    toolName: String(row["tool"]),
    ...toCounts(row),
    p50Ms: toNumber(row["p50"]),
    p95Ms: toNumber(row["p95"]),
    sessions: Number(row["sessions"]),
    users: Number(row["users"]),
    agents: row.agents,
    lastAt: Number(row["last_at"]),
    receivedAt: Number(row["received"]),
    totalKeys: Number(row["total_keys"]),
  }));
}

/** How often each tool of a scope was called, failed, and was let or not let. */
export async function readToolCounts(
  reader: EventReader,
  scope: EventScope,
  signal: AbortSignal,
): Promise<Map<string, ToolCounts>> {
  const query = tenantQuery<Row>(
    scope,
    (events) =>
      `SELECT toString(tool_name) AS tool, ${COUNTS.join(", ")} FROM ${events} WHERE ${OF_TOOLS} GROUP BY tool`,
  );
  return new Map((await reader.rows(query, signal)).map((row) => [String(row["tool"]), toCounts(row)]));
}

function toCounts(row: Record<string, unknown>): ToolCounts {
  return {
    calls: Number(row["calls"]),
    failures: Number(row["failures"]),
    accepted: Number(row["accepted"]),
    rejected: Number(row["rejected"]),
  };
}

function toNumber(value: string | number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}
