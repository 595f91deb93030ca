// Written by `deno task sdk:build` from the contract. Do not edit.

/** What an agent can report. */
export type EventType =
  | "session_start"
  | "session_end"
  | "user_prompt"
  | "llm_request"
  | "tool_call"
  | "tool_decision"
  | "code_generated"
  | "commit_created"
  | "pr_created"
  | "task_start"
  | "task_complete"
  | "task_error"
  | "error"
  | "security_alert"
  | "cost_incurred"
  | "agent_heartbeat"
  | "custom";

/** The fields of an event, as they are on the wire. */
export interface EventFields {
  /** At most 128 characters; a longer text is cut. */
  event_id?: string;
  /** One of the values listed. */
  event_type?: EventType;
  /** ISO 8601 with a zone, or epoch milliseconds; the time of the call unless given. */
  timestamp?: string | number | Date;
  /** At most 256 characters; a longer text is cut. */
  session_id?: string;
  /** At most 256 characters; a longer text is cut. */
  user_id?: string;
  /** At most 256 characters; a longer text is cut. */
  agent_id?: string;
  /** At most 128 characters; a longer text is cut. */
  custom_type?: string;
  /** At most 64 characters; a longer text is cut. */
  environment?: string;
  /** At most 128 characters; a longer text is cut. */
  team?: string;
  /** At most 64 characters; a longer text is cut. */
  agent_version?: string;
  /** At most 64 characters; a longer text is cut. */
  provider?: string;
  /** At most 128 characters; a longer text is cut. */
  model?: string;
  /** At most 256 characters; a longer text is cut. */
  tool_name?: string;
  /** At most 256 characters; a longer text is cut. */
  repo?: string;
  /** At most 256 characters; a longer text is cut. */
  branch?: string;
  /** One of the values listed. */
  query_source?: "main" | "subagent" | "auxiliary";
  /** At most 64 characters; a longer text is cut. */
  trace_id?: string;
  /** At most 64 characters; a longer text is cut. */
  span_id?: string;
  /** At most 128 characters; a longer text is cut. */
  parent_event_id?: string;
  /** A whole number from 0 to 1000000000. */
  input_tokens?: number;
  /** A whole number from 0 to 1000000000. */
  output_tokens?: number;
  /** A whole number from 0 to 1000000000. */
  cache_read_tokens?: number;
  /** A whole number from 0 to 1000000000. */
  cache_creation_tokens?: number;
  /** A whole number from 0 to 1000000000. */
  reasoning_tokens?: number;
  /** A number from 0 to 1000000. */
  cost_usd?: number;
  /** A number from 0 to 4294967295. */
  duration_ms?: number;
  /** True or false. */
  success?: boolean;
  /** At most 256 characters; a longer text is cut. */
  error_type?: string;
  /** At most 1024 characters; a longer text is cut. */
  error_message?: string;
  /** A whole number from 0 to 999. */
  status_code?: number;
  /** One of the values listed. */
  severity?: "info" | "low" | "medium" | "high" | "critical";
  /** A whole number from 0 to 100000000. */
  lines_added?: number;
  /** A whole number from 0 to 100000000. */
  lines_removed?: number;
  /** One of the values listed. */
  priority?: "normal" | "high";
  /** Anything else that JSON can say; at most 16384 bytes and 8 levels. */
  metadata?: Record<string, unknown>;
}

/** The fields by the longest text that they take, in UTF-16 units; 0 for those that hold no text. */
export const FIELDS_BY_LENGTH: Record<number, string> = {
  128: "event_id custom_type team model parent_event_id",
  64: "event_type environment agent_version provider query_source trace_id span_id severity priority",
  0: "timestamp input_tokens output_tokens cache_read_tokens cache_creation_tokens reasoning_tokens cost_usd duration_ms success status_code lines_added lines_removed metadata",
  256: "session_id user_id agent_id tool_name repo branch error_type",
  1024: "error_message",
};

/** What the service takes at most. */
export const SERVICE_LIMITS = {
  eventsPerRequest: 1000,
  metadataBytes: 16384,
  metadataDepth: 8,
};
