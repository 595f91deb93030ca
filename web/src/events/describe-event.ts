import type { StoredEvent } from "../../../contract/query-events.ts";
import { formatCompact } from "../format/number.ts";
import { type Kind, kindOf } from "../icons/kinds.tsx";

/** An event in words: what it is, and what can be said of it without its contents. */
export interface EventWords {
  kind: Kind;
  title: string;
  detail: string;
}

/** Tokens of all five kinds. */
export function tokensOf(event: StoredEvent): number {
  return event.input_tokens + event.output_tokens + event.cache_read_tokens + event.cache_creation_tokens +
    event.reasoning_tokens;
}

/** Whether an event says that something failed. */
export function hasFailed({ event_type, success }: Pick<StoredEvent, "event_type" | "success">): boolean {
  return success === false || event_type === "error" || event_type === "task_error";
}

/** What a waterfall and lists say about an event. */
export function describeEvent(event: StoredEvent): EventWords {
  const kind = hasFailed(event) ? "error" : kindOf(event.event_type);
  const words = (title: string, detail: string): EventWords => ({ kind, title, detail });
  const failure = event.error_message === "" ? event.error_type : event.error_message;
  switch (event.event_type) {
    case "user_prompt":
      return words("Prompt", lengthOf(event, ["prompt_length", "prompt.length"], "characters"));
    case "llm_request": {
      const tokens = tokensOf(event);
      return words(event.model || "Model call", failure || (tokens === 0 ? "" : formatCompact(tokens)));
    }
    case "tool_call":
      return words(
        event.tool_name || "Tool",
        failure || lengthOf(event, ["tool_result_size_bytes", "content_length", "result_length"], "bytes"),
      );
    case "tool_decision":
      return words(
        event.tool_name || "Tool",
        [textOf(event, "decision"), textOf(event, "source")].filter(Boolean).join(" by "),
      );
    case "error":
    case "task_error":
    case "security_alert":
      return words(event.error_type || NAMES[event.event_type], event.error_message);
    case "code_generated":
      return words("Code", `+${event.lines_added} −${event.lines_removed}`);
    case "custom":
      return words(event.custom_type || "Event", "");
    default:
      return words(NAMES[event.event_type], event.model || event.tool_name);
  }
}

const NAMES = {
  session_start: "Session started",
  session_end: "Session ended",
  commit_created: "Commit",
  pr_created: "Pull request",
  task_start: "Task started",
  task_complete: "Task done",
  task_error: "Task failed",
  error: "Error",
  security_alert: "Security alert",
  cost_incurred: "Cost",
  agent_heartbeat: "Heartbeat",
} as const;

function textOf({ metadata }: StoredEvent, name: string): string {
  const value = metadata[name];
  return typeof value === "string" ? value : "";
}

function lengthOf({ metadata }: StoredEvent, names: readonly string[], unit: string): string {
  const value = names.map((name) => Number(metadata[name])).find((number) => Number.isFinite(number));
  return value === undefined ? "" : `${formatCompact(value)} ${unit}`;
}
