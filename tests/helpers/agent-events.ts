import type { AgentEvent, EventType } from "../../contract/event-fields.ts";
import { mintEventId } from "./mint-event-id.ts";

/** What a coding agent sends, in proportion: of twenty events eight are model calls and seven tool calls. */
const MIX: readonly EventType[] = [
  ...Array<EventType>(8).fill("llm_request"),
  ...Array<EventType>(7).fill("tool_call"),
  "tool_decision",
  "user_prompt",
  "code_generated",
  "agent_heartbeat",
  "error",
];

const MODELS = ["claude-sonnet-4-5", "claude-opus-4-1", "gpt-5-codex", "gemini-2.5-pro"];
const AGENTS = ["claude-code", "codex-cli", "gemini-cli"];
const TEAMS = ["platform", "payments", "growth", "mobile"];
const TOOLS = ["Bash", "Edit", "Read", "Grep", "WebFetch"];

const pick = <T>(values: readonly T[], at: number): T => values[at % values.length] as T;

/** Events as agents send them, about 450 bytes each as JSON. `now` is epoch ms; ids are new in every call. */
export function agentEvents(count: number, now: number): AgentEvent[] {
  return Array.from({ length: count }, (_, i) => agentEvent(i, now - (i % 10) * 100));
}

/** A request's body of 100 events, 45 KB. */
export function agentBatch(now = Date.now()): string {
  return JSON.stringify({ events: agentEvents(100, now) });
}

function agentEvent(i: number, at: number): AgentEvent {
  const event_type = pick(MIX, i);
  return {
    event_id: mintEventId(at),
    event_type,
    timestamp: new Date(at).toISOString(),
    session_id: `0192f3a4-5b6c-7d8e-9fa0-${String(i % 12).padStart(12, "0")}`,
    user_id: `engineer-${i % 12}@example.com`,
    agent_id: pick(AGENTS, i),
    agent_version: "2.0.41",
    environment: "production",
    team: pick(TEAMS, i),
    repo: "github.com/example/monorepo",
    ...detailsOf(event_type, i),
  };
}

function detailsOf(type: EventType, i: number): Partial<AgentEvent> {
  switch (type) {
    case "llm_request":
      return {
        provider: "anthropic",
        model: pick(MODELS, i),
        input_tokens: 1_200 + i,
        output_tokens: 340 + i,
        cache_read_tokens: 18_000 + i,
        cache_creation_tokens: 900,
        cost_usd: 0.018_25,
        duration_ms: 2_400 + i * 7,
        success: true,
        query_source: "main",
      };
    case "tool_call":
      return {
        tool_name: pick(TOOLS, i),
        duration_ms: 120 + i * 3,
        success: i % 9 !== 0,
        metadata: { terminal: "vscode", os: "linux", decision: "auto" },
      };
    case "error":
      return { error_type: "overloaded_error", error_message: "529: the model is overloaded", status_code: 529 };
    case "code_generated":
      return { lines_added: 24, lines_removed: 7 };
    default:
      return {};
  }
}
