import type { MetricName } from "../../contract/metrics.ts";
import type { StoredRow } from "./stored-rows.ts";

type Reference = Record<Exclude<MetricName, "p95_latency_ms">, number | null> & {
  sessions_failed: number;
  estimated_cost_share: number | null;
  durations: number[];
};

const sum = (rows: StoredRow[], of: (row: StoredRow) => number) => rows.reduce((total, row) => total + of(row), 0);
const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** Whether a row counts as an error, by the words of docs/metrics.md. */
export function isErrorRow({ event_type, success }: StoredRow): boolean {
  if (event_type === "llm_request") return success === false;
  return event_type === "error" || event_type === "task_error";
}

function hasFailed(session: StoredRow[]): boolean {
  if (session.some(({ event_type }) => event_type === "task_error")) return true;
  if (session.some(({ event_type, success }) => event_type === "session_end" && success === false)) return true;
  const doings = session.filter(({ event_type }) => !["agent_heartbeat", "session_end"].includes(event_type));
  const last = Math.max(...doings.map(({ timestamp }) => timestamp));
  return doings.some((row) => row.timestamp === last && isErrorRow(row));
}

/** The metrics of rows by the words of docs/metrics.md, row by row, with nothing of the product's own queries. */
export function referenceMetrics(rows: StoredRow[]): Reference {
  const calls = rows.filter(({ event_type }) => event_type === "llm_request");
  const tools = rows.filter(({ event_type }) => event_type === "tool_call");
  const durations = calls.flatMap(({ duration_ms }) => duration_ms ?? []).sort((a, b) => a - b);
  const sessions = Map.groupBy(rows, ({ session_id }) => session_id);
  const failed = [...sessions.values()].filter(hasFailed).length;
  const errors = rows.filter(isErrorRow).length;
  const cost = sum(rows, ({ cost_nano }) => cost_nano);
  const [input, output, read, creation, reasoning] = [
    sum(rows, ({ input_tokens }) => input_tokens),
    sum(rows, ({ output_tokens }) => output_tokens),
    sum(rows, ({ cache_read_tokens }) => cache_read_tokens),
    sum(rows, ({ cache_creation_tokens }) => cache_creation_tokens),
    sum(rows, ({ reasoning_tokens }) => reasoning_tokens),
  ];
  return {
    events: rows.length,
    sessions: sessions.size,
    active_users: new Set(rows.map(({ user_id }) => user_id).filter((user) => user !== "")).size,
    llm_requests: calls.length,
    tool_calls: tools.length,
    tool_failures: tools.filter(({ success }) => success === false).length,
    errors,
    error_rate: ratio(errors, calls.length),
    success_rate: ratio(sessions.size - failed, sessions.size),
    sessions_failed: failed,
    cost_usd: cost / 1e9,
    estimated_cost_share: ratio(sum(rows, (row) => row.cost_source === "estimated" ? row.cost_nano : 0), cost),
    tokens: input + output + read + creation + reasoning,
    input_tokens: input,
    output_tokens: output,
    cache_read_tokens: read,
    cache_creation_tokens: creation,
    reasoning_tokens: reasoning,
    cache_hit_ratio: ratio(read, input + read + creation),
    mean_latency_ms: ratio(durations.reduce((a, b) => a + b, 0), durations.length),
    durations,
  };
}

/** The exact 95th percentile of sorted values, by nearest rank. */
export function exactP95(sorted: number[]): number {
  const value = sorted[Math.floor(0.95 * (sorted.length - 1))];
  if (value === undefined) throw new Error("there is no percentile of nothing");
  return value;
}
