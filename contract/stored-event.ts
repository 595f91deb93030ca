import type { Amendment } from "./amendment.ts";
import type { AgentEvent, EventType } from "./event-fields.ts";
import type { Region } from "./tenant.ts";

/** Which door an event came through. */
export type EventSource = "sdk" | "http" | "otlp_logs" | "otlp_metrics" | "otlp_traces";
/** Where a cost comes from: said by the source, computed from a price table, or not known. */
export type CostSource = "reported" | "estimated" | "none";
/** Stands for a session or user that the source does not tell. It is not counted as a session or a user. */
export const UNKNOWN = "unknown";
/** Coarse purpose of an event type. */
export type EventCategory = "usage" | "performance" | "security" | "cost" | "quality";

/** An event that passed validation: normalised time, and what we stamp on it. Times are epoch milliseconds. */
export type AcceptedEvent = Omit<AgentEvent, "timestamp" | "org_id"> & {
  event_type: EventType;
  timestamp: number;
  source: EventSource;
  cost_source: CostSource;
  /** The event turned out to be another's: reads leave it out. */
  is_deleted?: 1;
  amends?: Amendment;
};

/** Facts about the batch that every one of its rows carries. */
export interface BatchStamp {
  org_id: string;
  region: Region;
  /** Epoch milliseconds. */
  received_at: number;
}

/** The category of each event type. */
export const EVENT_CATEGORY = {
  session_start: "usage",
  session_end: "usage",
  user_prompt: "usage",
  llm_request: "performance",
  tool_call: "performance",
  tool_decision: "quality",
  code_generated: "quality",
  commit_created: "quality",
  pr_created: "quality",
  task_start: "usage",
  task_complete: "performance",
  task_error: "quality",
  error: "quality",
  security_alert: "security",
  cost_incurred: "cost",
  agent_heartbeat: "usage",
  custom: "usage",
} as const satisfies Record<EventType, EventCategory>;

/** Event types that reach the live view without waiting for the queue. */
export const FAST_LANE_TYPES: readonly EventType[] = ["error", "task_error", "security_alert"];

/**
 * Whether an event counts as an error: an error event, or a model call that failed. A failed tool call is counted apart, as
 * a tool failure: agents try things, and a red test is their work, not their breakdown.
 */
export function isError(event: { event_type: EventType; success?: boolean | undefined }): boolean {
  const { event_type, success } = event;
  return event_type === "error" || event_type === "task_error" || (event_type === "llm_request" && success === false);
}
