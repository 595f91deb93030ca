import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import type { Measure } from "../../../contract/telemetry.ts";

/** What an event tells of its session that other signals may tell as well. */
export function measuresOf(event: AcceptedEvent): Measure[] {
  const measures = measuresOfType(event);
  if ((event.lines_added ?? event.lines_removed) !== undefined) measures.push("lines");
  return measures;
}

function measuresOfType(event: AcceptedEvent): Measure[] {
  switch (event.event_type) {
    case "llm_request": {
      const measures: Measure[] = ["requests"];
      if (hasTokens(event)) measures.push("tokens");
      if (event.cost_usd !== undefined && event.cost_source === "reported") measures.push("cost");
      return measures;
    }
    // A request that failed is told as an error by logs and as a failed request by spans.
    case "error":
      return ["requests"];
    case "tool_call":
      return ["tools"];
    case "tool_decision":
      return ["decisions"];
    case "user_prompt":
      return ["prompts"];
    case "session_start":
      return ["sessions"];
    default:
      return [];
  }
}

function hasTokens(event: AcceptedEvent): boolean {
  return (event.input_tokens ?? 0) + (event.output_tokens ?? 0) + (event.cache_read_tokens ?? 0) +
      (event.cache_creation_tokens ?? 0) + (event.reasoning_tokens ?? 0) > 0;
}
