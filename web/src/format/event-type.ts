import type { EventType } from "../../../contract/event-fields.ts";

const WORDS: Record<EventType, string> = {
  session_start: "Session started",
  session_end: "Session ended",
  user_prompt: "Prompt",
  llm_request: "LLM request",
  tool_call: "Tool call",
  tool_decision: "Decision",
  code_generated: "Code generated",
  commit_created: "Commit created",
  pr_created: "PR created",
  task_start: "Task started",
  task_complete: "Task completed",
  task_error: "Task failed",
  error: "Error",
  security_alert: "Security alert",
  cost_incurred: "Cost",
  agent_heartbeat: "Heartbeat",
  custom: "Event",
};

/** An event type in words. */
export function eventTypeWords(type: EventType): string {
  return WORDS[type];
}
