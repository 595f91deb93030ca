import type { EventType } from "../../../contract/event-fields.ts";
import { Icon } from "./Icon.tsx";

/** What a viewer tells events apart by. Shape and colour of a kind are the same everywhere. */
export type Kind = "prompt" | "llm" | "tool" | "decision" | "error" | "security" | "session" | "code" | "other";

/** What a kind is called in menus. */
export const KIND_LABELS: Record<Kind, string> = {
  prompt: "Prompt",
  llm: "LLM request",
  tool: "Tool call",
  decision: "Decision",
  error: "Error",
  security: "Security alert",
  session: "Session",
  code: "Code, commit, PR",
  other: "Other",
};

const KIND_OF: Record<EventType, Kind> = {
  session_start: "session",
  session_end: "session",
  user_prompt: "prompt",
  llm_request: "llm",
  tool_call: "tool",
  tool_decision: "decision",
  code_generated: "code",
  commit_created: "code",
  pr_created: "code",
  task_start: "session",
  task_complete: "session",
  task_error: "error",
  error: "error",
  security_alert: "security",
  cost_incurred: "other",
  agent_heartbeat: "other",
  custom: "other",
};

/** The kind of an event type. */
export function kindOf(type: EventType): Kind {
  return KIND_OF[type];
}

const COLOURS: Record<Kind, string> = {
  prompt: "text-text-1",
  llm: "text-s1",
  tool: "text-s2",
  decision: "text-s3",
  error: "text-danger",
  security: "text-warning-text",
  session: "text-text-2",
  code: "text-text-1",
  other: "text-text-3",
};

const SHAPES: Record<Kind, React.ReactNode> = {
  prompt: <path d="M2.5 3.5h11V11H8.2l-2.9 2.5V11H2.5z" />,
  llm: (
    <>
      <circle cx="8" cy="8" r="5.25" />
      <circle cx="8" cy="8" r="1.5" fill="currentColor" stroke="none" />
    </>
  ),
  tool: (
    <>
      <rect x="2.75" y="2.75" width="10.5" height="10.5" rx="1.75" />
      <path d="m5.5 6.25 2 1.75-2 1.75M8.75 10.25h2" />
    </>
  ),
  decision: (
    <>
      <path d="M8 2.25 13.75 8 8 13.75 2.25 8z" />
      <path d="m6.1 8.1 1.4 1.3 2.4-2.7" />
    </>
  ),
  error: (
    <>
      <path d="M8 2.4 14.2 13H1.8z" />
      <path d="M8 6.4v3M8 11.1v.1" />
    </>
  ),
  security: (
    <>
      <path d="M8 1.9 13 3.7v3.9c0 3.2-2.1 5.3-5 6.5-2.9-1.2-5-3.3-5-6.5V3.7z" />
      <path d="M8 5.4v2.8M8 10.4v.1" />
    </>
  ),
  session: <path d="M2 4.5h7M5 8h9M3.5 11.5H10" />,
  code: <path d="M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5" />,
  other: <circle cx="8" cy="8" r="2" />,
};

/** The mark of an event kind. */
export function KindIcon({ kind, size = 14 }: { kind: Kind; size?: number }) {
  return (
    <Icon size={size} className={COLOURS[kind]}>
      {SHAPES[kind]}
    </Icon>
  );
}
