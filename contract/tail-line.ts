import { LIMITS } from "./limits.ts";
import type { TailEvent } from "./live.ts";
import { type AcceptedEvent, FAST_LANE_TYPES } from "./stored-event.ts";

/** Lines for the tail and how many events had no room; errors and alerts have room of their own. Times are epoch ms. */
export function pickTail(
  events: readonly AcceptedEvent[],
  receivedAt: number,
  tailRoom: number,
): { tail: TailEvent[]; tail_dropped: number } {
  const tail: TailEvent[] = [];
  const room = { urgent: LIMITS.alertsPerChunk as number, ordinary: tailRoom };
  let news = 0;
  for (const event of events) {
    // What an amendment says has been shown.
    if (event.amends !== undefined) continue;
    news++;
    const kind = FAST_LANE_TYPES.includes(event.event_type) ? "urgent" : "ordinary";
    if (room[kind]-- > 0) tail.push(toTailEvent(event, receivedAt));
  }
  tail.sort((a, b) => a.timestamp - b.timestamp);
  return { tail, tail_dropped: news - tail.length };
}

/** What an event is headed with: its model, tool, error or custom type. */
export function labelOf(event: AcceptedEvent): string {
  switch (event.event_type) {
    case "tool_call":
    case "tool_decision":
      return event.tool_name ?? "";
    case "error":
    case "task_error":
    case "security_alert":
      return event.error_type ?? event.error_message?.slice(0, 80) ?? "";
    case "custom":
      return event.custom_type ?? "";
    default:
      return event.model ?? event.tool_name ?? "";
  }
}

function tokensOf(event: AcceptedEvent): number {
  return (event.input_tokens ?? 0) + (event.output_tokens ?? 0) + (event.cache_read_tokens ?? 0) +
    (event.cache_creation_tokens ?? 0) + (event.reasoning_tokens ?? 0);
}

function toTailEvent(event: AcceptedEvent, receivedAt: number): TailEvent {
  const tokens = tokensOf(event);
  const line: TailEvent = {
    event_id: event.event_id,
    event_type: event.event_type,
    timestamp: event.timestamp,
    received_at: receivedAt,
    session_id: event.session_id,
    agent_id: event.agent_id,
    user_id: event.user_id,
    label: labelOf(event),
  };
  if (tokens > 0) line.tokens = tokens;
  if (event.model !== undefined && event.model !== line.label) line.model = event.model;
  if (event.team !== undefined) line.team = event.team;
  if (event.environment !== undefined) line.environment = event.environment;
  if (event.success !== undefined) line.success = event.success;
  if (event.duration_ms !== undefined) line.duration_ms = event.duration_ms;
  if (event.cost_usd !== undefined) line.cost_usd = event.cost_usd;
  if (event.error_type !== undefined) line.error_type = event.error_type;
  if (event.error_message !== undefined) line.error_message = event.error_message.slice(0, 300);
  if (event.severity !== undefined) line.severity = event.severity;
  return line;
}
