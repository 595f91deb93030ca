import type { AgentEvent } from "../../../contract/event-fields.ts";

/** A valid event for tests, with some of its fields replaced. */
export function anEvent(fields: Partial<AgentEvent> = {}): AgentEvent {
  return {
    event_id: crypto.randomUUID(),
    event_type: "llm_request",
    timestamp: new Date().toISOString(),
    session_id: "ses-1",
    user_id: "ana@example.com",
    agent_id: "claude-code",
    ...fields,
  };
}
