import type { ErrorSort } from "../../contract/query-errors.ts";
import { UNKNOWN } from "../../contract/stored-event.ts";
import { bucketNumber, type BucketRule } from "./bucket-rule.ts";
import type { EventReader } from "./event-reader.ts";
import { IS_ERROR } from "./figures.ts";
import { type EventScope, tenantQuery } from "./tenant-query.ts";

/** Where a page of errors ends: what its last one is ordered by, and its fingerprint. */
export type ErrorPlace = [value: number, fingerprint: string];

/** Errors that are the same one again, within a scope. Times are epoch ms. */
export interface ErrorGroupRecord {
  place: ErrorPlace;
  fingerprint: string;
  eventType: string;
  errorType: string;
  message: string;
  toolName: string;
  agents: string[];
  models: string[];
  count: number;
  sessions: number;
  users: number;
  firstAt: number;
  lastAt: number;
  receivedAt: number;
  /** Of all groups of the scope. */
  totalGroups: number;
}

const SORTS = {
  count: "occurrences",
  sessions: "sessions",
  users: "users",
  last_seen: "last_at",
  first_seen: "first_at",
} as const satisfies Record<ErrorSort, string>;

// Whatever is said of a group is said by its latest event.
const latest = (column: string) => `argMax(${column}, (timestamp, event_id))`;

const OCCURRENCES = "count() AS occurrences";
const GROUPS = "uniqExact(fingerprint) AS error_groups";
const SESSIONS = "uniqExactIf(session_id, session_id != {nobody:String}) AS sessions";
const USERS = "uniqExactIf(user_id, user_id NOT IN ('', {nobody:String})) AS users";
const COLUMNS = [
  "fingerprint",
  `${latest("toString(event_type)")} AS type_name`,
  `${latest("toString(error_type)")} AS error_name`,
  `${latest("error_message")} AS message`,
  `${latest("toString(tool_name)")} AS tool`,
  "arraySort(groupUniqArray(20)(toString(agent_id))) AS agents",
  "arraySort(groupUniqArrayIf(20)(toString(model), model != '')) AS models",
  OCCURRENCES,
  SESSIONS,
  USERS,
  "toUnixTimestamp64Milli(min(timestamp)) AS first_at",
  "toUnixTimestamp64Milli(max(timestamp)) AS last_at",
  "toUnixTimestamp64Milli(max(received_at)) AS received",
];

type Row = Record<string, string | number> & { agents: string[]; models: string[] };

/** Which errors are asked for, in which order. */
export interface ErrorGroupsAsk {
  sort: ErrorSort;
  after: ErrorPlace | null;
  limit: number;
  /** What they say, in any case of letters. */
  text?: string | undefined;
}

const SAYS = ["error_name", "message", "tool"].map((column) =>
  `positionCaseInsensitiveUTF8(${column}, {text:String}) > 0`
);

/** A scope's errors by fingerprint, the most or the latest first, from after a place on. */
export async function readErrorGroups(
  reader: EventReader,
  scope: EventScope,
  { sort, after, limit, text }: ErrorGroupsAsk,
  signal: AbortSignal,
): Promise<ErrorGroupRecord[]> {
  const query = tenantQuery<Row>(
    scope,
    (events) =>
      `SELECT *, toFloat64(${SORTS[sort]}) AS sort_value FROM (
  SELECT *, count() OVER () AS total_groups
  FROM (SELECT ${COLUMNS.join(", ")} FROM ${events} WHERE ${IS_ERROR} GROUP BY fingerprint)
  ${text === undefined ? "" : `WHERE ${SAYS.join(" OR ")}`})
${after === null ? "" : "WHERE (sort_value, fingerprint) < ({after_value:Float64}, {after_id:String})"}
ORDER BY sort_value DESC, fingerprint DESC LIMIT {page_limit:UInt32}`,
    {
      nobody: UNKNOWN,
      page_limit: limit,
      ...(text === undefined ? {} : { text }),
      ...(after === null ? {} : { after_value: after[0], after_id: after[1] }),
    },
  );
  return (await reader.rows(query, signal)).map(toRecord);
}

function toRecord(row: Row): ErrorGroupRecord {
  const fingerprint = String(row["fingerprint"]);
  return {
    place: [Number(row["sort_value"]), fingerprint],
    fingerprint,
    eventType: String(row["type_name"]),
    errorType: String(row["error_name"]),
    message: String(row["message"]),
    toolName: String(row["tool"]),
    agents: row.agents,
    models: row.models,
    count: Number(row["occurrences"]),
    sessions: Number(row["sessions"]),
    users: Number(row["users"]),
    firstAt: Number(row["first_at"]),
    lastAt: Number(row["last_at"]),
    receivedAt: Number(row["received"]),
    totalGroups: Number(row["total_groups"]),
  };
}

/** All errors of a scope together: how many, and how many sessions and people met one. */
export interface ErrorTotals {
  count: number;
  groups: number;
  sessions: number;
  users: number;
}

/** Counts a scope's errors, and the sessions and people that met one. */
export async function readErrorTotals(
  reader: EventReader,
  scope: EventScope,
  signal: AbortSignal,
): Promise<ErrorTotals> {
  const query = tenantQuery<Record<"occurrences" | "error_groups" | "sessions" | "users", string | number>>(
    scope,
    (events) => `SELECT ${[OCCURRENCES, GROUPS, SESSIONS, USERS].join(", ")} FROM ${events} WHERE ${IS_ERROR}`,
    { nobody: UNKNOWN },
  );
  const [row] = await reader.rows(query, signal);
  return {
    count: Number(row?.occurrences ?? 0),
    groups: Number(row?.error_groups ?? 0),
    sessions: Number(row?.sessions ?? 0),
    users: Number(row?.users ?? 0),
  };
}

/** How often each error of a scope happened, and when first (epoch ms). */
export async function readErrorCounts(
  reader: EventReader,
  scope: EventScope,
  signal: AbortSignal,
): Promise<Map<string, { count: number; firstAt: number }>> {
  const query = tenantQuery<{ fingerprint: string; occurrences: string | number; first_at: string | number }>(
    scope,
    (events) =>
      `SELECT fingerprint, count() AS occurrences, toUnixTimestamp64Milli(min(timestamp)) AS first_at
FROM ${events} WHERE ${IS_ERROR} GROUP BY fingerprint`,
  );
  const rows = await reader.rows(query, signal);
  return new Map(rows.map((row) => [
    row.fingerprint,
    { count: Number(row.occurrences), firstAt: Number(row.first_at) },
  ]));
}

/** How often each error of a scope happened in each bucket. */
export async function readErrorTrends(
  reader: EventReader,
  scope: EventScope,
  rule: BucketRule,
  signal: AbortSignal,
): Promise<{ fingerprint: string; bucket: number; count: number }[]> {
  const bucket = bucketNumber(rule);
  const query = tenantQuery<{ fingerprint: string; bucket: string | number; occurrences: string | number }>(
    scope,
    (events) =>
      `SELECT fingerprint, ${bucket.sql} AS bucket, count() AS occurrences
FROM ${events} WHERE ${IS_ERROR} GROUP BY fingerprint, bucket`,
    bucket.params,
  );
  const rows = await reader.rows(query, signal);
  return rows.map((row) => ({
    fingerprint: row.fingerprint,
    bucket: Number(row.bucket),
    count: Number(row.occurrences),
  }));
}

/** Columns by which an error's occurrences are told apart. */
export const ERROR_COLUMNS = ["agent_id", "agent_version", "model", "tool_name", "environment", "user_id"] as const;
/** A column by which an error's occurrences are told apart. */
export type ErrorColumn = (typeof ERROR_COLUMNS)[number];

/** How often a scope's errors came with each of the ten commonest values of each column. */
export async function readErrorShares(
  reader: EventReader,
  scope: EventScope,
  signal: AbortSignal,
): Promise<{ column: ErrorColumn; key: string; count: number }[]> {
  const pairs = ERROR_COLUMNS.map((column) => `('${column}', toString(${column}))`).join(", ");
  const query = tenantQuery<{ column_name: ErrorColumn; key: string; occurrences: string | number }>(
    scope,
    (events) =>
      `SELECT pair.1 AS column_name, pair.2 AS key, count() AS occurrences
FROM (SELECT arrayJoin([${pairs}]) AS pair FROM ${events} WHERE ${IS_ERROR})
GROUP BY column_name, key ORDER BY column_name, occurrences DESC, key LIMIT 10 BY column_name`,
  );
  const rows = await reader.rows(query, signal);
  return rows.map((row) => ({ column: row.column_name, key: row.key, count: Number(row.occurrences) }));
}
