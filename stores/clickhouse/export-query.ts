import type { ExportFormat, ExportSource } from "../../contract/exports.ts";
import { StoredEvent } from "../../contract/query-events.ts";
import type { ExportQuestion } from "./export-question.ts";
import { selectSessions } from "./read-sessions.ts";
import { writeEventSessions } from "./rollups/write-sessions.ts";
import { searchEvents } from "./search-events.ts";
import { type EventTenant, type TenantQuery, tenantQuery } from "./tenant-query.ts";

/** An export's question about a tenant. */
export interface ExportTask {
  tenant: Pick<EventTenant, "orgId" | "region">;
  source: ExportSource;
  question: ExportQuestion;
}

/** How a value is written. `json`: JSON as text, which is an object only where the format has objects. */
type Kind = "text" | "number" | "flag" | "time" | "list" | "json";

interface Column {
  name: string;
  /** Over the rows of the source. */
  sql: string;
  kind: Kind;
}

/** A time of a session, which its rows have in epoch ms. */
const fromMs = (name: string) => `fromUnixTimestamp64Milli(toInt64(${name}), 'UTC')`;

/** The fields of a session's summary, as lists show it. */
const SESSION_COLUMNS: readonly Column[] = [
  { name: "session_id", sql: "session_id", kind: "text" },
  { name: "agent_id", sql: "agent", kind: "text" },
  { name: "user_id", sql: "user", kind: "text" },
  { name: "team", sql: "team_name", kind: "text" },
  { name: "repo", sql: "repo_name", kind: "text" },
  { name: "models", sql: "models", kind: "list" },
  { name: "started_at", sql: fromMs("started_at"), kind: "time" },
  { name: "last_event_at", sql: fromMs("last_at"), kind: "time" },
  { name: "duration_ms", sql: "last_at - started_at", kind: "number" },
  { name: "status", sql: "status", kind: "text" },
  { name: "ended", sql: "toBool(has_ended)", kind: "flag" },
  { name: "failed", sql: "toBool(has_failed)", kind: "flag" },
  { name: "events", sql: "f_events", kind: "number" },
  { name: "turns", sql: "turns", kind: "number" },
  { name: "llm_requests", sql: "f_llm_requests", kind: "number" },
  { name: "tool_calls", sql: "f_tool_calls", kind: "number" },
  { name: "tool_failures", sql: "f_tool_failures", kind: "number" },
  { name: "errors", sql: "f_errors", kind: "number" },
  { name: "tokens", sql: "f_tokens", kind: "number" },
  { name: "cost_usd", sql: "f_cost_usd", kind: "number" },
  { name: "estimated", sql: "toBool(f_estimated_costs > 0)", kind: "flag" },
];

/** Fields of an event that are not plain text. */
const EVENT_KINDS: Partial<Record<keyof StoredEvent, Kind>> = {
  timestamp: "time",
  received_at: "time",
  input_tokens: "number",
  output_tokens: "number",
  cache_read_tokens: "number",
  cache_creation_tokens: "number",
  reasoning_tokens: "number",
  cost_usd: "number",
  duration_ms: "number",
  success: "flag",
  status_code: "number",
  lines_added: "number",
  lines_removed: "number",
  metadata: "json",
};

/** The fields of an event, as lists show it. */
const EVENT_COLUMNS: readonly Column[] = (Object.keys(StoredEvent.shape) as (keyof StoredEvent)[]).map((name) => ({
  name,
  sql: name === "metadata" ? "if(isValidJSON(metadata), metadata, '{}')" : name,
  kind: EVENT_KINDS[name] ?? "text",
}));

/** The formats' own settings in ClickHouse, and what keeps the memory of a long export small. */
export const EXPORT_SETTINGS = {
  // A block of rows becomes text several times over while it is written.
  max_block_size: "8192",
  max_threads: 2,
  output_format_csv_crlf_end_of_line: 1,
  format_csv_null_representation: "",
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_decimals: 0,
  output_format_json_escape_forward_slashes: 0,
  output_format_parquet_compression_method: "zstd",
  output_format_parquet_row_group_size: "65536",
} as const;

/** The whole of an export as a query whose answer is the file. At most `limit` rows where one is given. */
export function exportQuery(task: ExportTask, format: ExportFormat, limit?: number): TenantQuery<never> {
  const { columns, select, params } = sourceOf(task);
  return tenantQuery<never>(
    scopeOf(task),
    (events) => {
      const rows = `${select(events)}${limit === undefined ? "" : " LIMIT {export_limit:UInt64}"}`;
      return WRITERS[format](columns, rows);
    },
    { ...params, ...(limit === undefined ? {} : { export_limit: limit }) },
  );
}

/** How many rows an export has. */
export function exportCount(task: ExportTask): TenantQuery<{ n: string | number }> {
  const { select, params } = sourceOf(task);
  return tenantQuery(scopeOf(task), (events) => `SELECT count() AS n FROM (${select(events)})`, params);
}

function scopeOf({ tenant, question: { range, filters, sees } }: ExportTask) {
  return { tenant: { ...tenant, sees }, range, filters };
}

function sourceOf({ source, question }: ExportTask) {
  if (source === "events") return { columns: EVENT_COLUMNS, ...searchEvents({ text: question.text }) };
  if (question.sessions === undefined) throw new TypeError("an export of sessions says which and in what order");
  const { select, params } = selectSessions(question.sessions);
  return { columns: SESSION_COLUMNS, select: (events: string) => select(writeEventSessions(events)), params };
}

/** Fields under their names; a name of a field may be that of a column it is not. */
function fields(columns: readonly Column[], write: (column: Column) => string): string {
  return columns.map((column) => `${write(column)} AS out_${column.name}`).join(", ");
}

function renamed(columns: readonly Column[]): string {
  return columns.map(({ name }) => `out_${name} AS ${name}`).join(", ");
}

const isoTime = (sql: string) => `concat(replaceOne(toString(${sql}), ' ', 'T'), 'Z')`;

/** Text that a spreadsheet would take for a formula gets an apostrophe in front, which it shows to nobody. Numbers are numbers. */
const safeText = (sql: string) => `if(match(${sql}, '^[=+\\\\-@\\\\t\\\\r]'), concat('\\'', ${sql}), ${sql})`;

const WRITERS: Record<ExportFormat, (columns: readonly Column[], rows: string) => string> = {
  csv: (columns, rows) => {
    const write = ({ sql, kind }: Column) => {
      if (kind === "time") return isoTime(sql);
      if (kind === "number" || kind === "flag") return sql;
      return safeText(kind === "list" ? `arrayStringConcat(${sql}, ';')` : `toString(${sql})`);
    };
    return `SELECT ${renamed(columns)} FROM (SELECT ${fields(columns, write)} FROM (${rows})) FORMAT CSVWithNames`;
  },
  jsonl: (columns, rows) => {
    const plain = columns.filter(({ kind }) => kind !== "json");
    const write = ({ sql, kind }: Column) =>
      kind === "time" ? isoTime(sql) : kind === "text" ? `toString(${sql})` : sql;
    const inner = `SELECT ${fields(columns, write)} FROM (${rows})`;
    const line = `formatRowNoNewline('JSONEachRow', ${plain.map(({ name }) => name).join(", ")})`;
    const json = columns.filter(({ kind }) => kind === "json");
    // What is JSON already goes in as it is: reading it into columns would lose what columns cannot hold.
    const tail = json.map(({ name }) => `',"${name}":', replaceAll(${name}, '\\n', ' ')`).join(", ");
    const whole = json.length === 0 ? line : `concat(substring(${line}, 1, length(${line}) - 1), ${tail}, '}')`;
    return `SELECT ${whole} AS line FROM (SELECT ${renamed(columns)} FROM (${inner})) FORMAT TSVRaw`;
  },
  parquet: (columns, rows) => {
    const write = ({ sql, kind }: Column) => kind === "text" ? `toString(${sql})` : sql;
    return `SELECT ${renamed(columns)} FROM (SELECT ${fields(columns, write)} FROM (${rows})) FORMAT Parquet`;
  },
};
