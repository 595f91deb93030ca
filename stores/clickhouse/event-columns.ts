import type { EventType } from "../../contract/event-fields.ts";
import type { CostSource, EventCategory, EventSource } from "../../contract/stored-event.ts";

/** An event as it is stored, under its columns' names. Times are epoch ms. */
export interface EventRecord {
  event_id: string;
  event_type: EventType;
  custom_type: string;
  event_category: EventCategory;
  timestamp: number;
  received_at: number;
  source: EventSource;
  session_id: string;
  user_id: string;
  agent_id: string;
  agent_version: string;
  environment: string;
  team: string;
  provider: string;
  model: string;
  tool_name: string;
  repo: string;
  branch: string;
  query_source: string;
  trace_id: string;
  span_id: string;
  parent_event_id: string;
  input_tokens: number;
  output_tokens: number;
  cache_read_tokens: number;
  cache_creation_tokens: number;
  reasoning_tokens: number;
  cost_usd: number;
  cost_source: CostSource;
  duration_ms: number | null;
  success: boolean | null;
  error_type: string;
  error_message: string;
  fingerprint: string;
  status_code: number;
  severity: string;
  lines_added: number;
  lines_removed: number;
  /** JSON text of an object. */
  metadata: string;
}

const TIMES = ["timestamp", "received_at"] as const;

const PLAIN = [
  "event_id",
  "event_type",
  "custom_type",
  "event_category",
  "source",
  "session_id",
  "user_id",
  "agent_id",
  "agent_version",
  "environment",
  "team",
  "provider",
  "model",
  "tool_name",
  "repo",
  "branch",
  "query_source",
  "trace_id",
  "span_id",
  "parent_event_id",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "reasoning_tokens",
  "cost_usd",
  "cost_source",
  "duration_ms",
  "success",
  "error_type",
  "error_message",
  "fingerprint",
  "status_code",
  "severity",
  "lines_added",
  "lines_removed",
  "metadata",
] as const satisfies readonly (keyof EventRecord)[];

/** The columns of an event, for a query's selection. Times come under names of their own: an alias would hide the column. */
export const EVENT_COLUMNS: string = [...PLAIN, ...TIMES.map((name) => `toUnixTimestamp64Milli(${name}) AS ${name}_ms`)]
  .join(", ");

/** A row of {@link EVENT_COLUMNS}. */
export type EventRow = Record<string, string | number | boolean | null>;

/** Reads a row of {@link EVENT_COLUMNS}. */
export function toEventRecord(row: EventRow): EventRecord {
  const record: EventRow = Object.fromEntries(PLAIN.map((name) => [name, row[name] ?? null]));
  for (const name of TIMES) record[name] = Number(row[`${name}_ms`]);
  // A decimal may come as text, depending on the server's settings.
  record["cost_usd"] = Number(row["cost_usd"]);
  return record as unknown as EventRecord;
}
