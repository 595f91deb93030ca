import type { SessionStatus } from "../../../contract/query-sessions.ts";
import { Badge, type BadgeTone } from "../ui/Badge.tsx";

const STATES: Record<SessionStatus, { tone: BadgeTone; word: string }> = {
  active: { tone: "accent", word: "Running" },
  idle: { tone: "neutral", word: "Idle" },
  completed: { tone: "success", word: "Ended" },
  failed: { tone: "danger", word: "Failed" },
};

/** How a session stands, as a badge. */
export function SessionState({ status }: { status: SessionStatus }) {
  const { tone, word } = STATES[status];
  return <Badge tone={tone}>{word}</Badge>;
}
