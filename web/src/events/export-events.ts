import type { StoredEvent } from "../../../contract/query-events.ts";

const EXPORTED = [
  "timestamp",
  "event_id",
  "event_type",
  "custom_type",
  "severity",
  "session_id",
  "user_id",
  "agent_id",
  "team",
  "environment",
  "model",
  "tool_name",
  "repo",
  "success",
  "error_type",
  "error_message",
  "duration_ms",
  "input_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "output_tokens",
  "reasoning_tokens",
  "cost_usd",
  "cost_source",
] as const satisfies readonly (keyof StoredEvent)[];

/** Events as a table to save. */
export function exportEvents(events: readonly StoredEvent[]) {
  return { columns: EXPORTED, rows: events.map((event) => EXPORTED.map((name) => event[name])) };
}
