import { expect, test } from "vitest";
import type { TailEvent } from "../../../contract/live.ts";
import { tailLine } from "./tail-line.ts";

const event = (rest: Partial<TailEvent>): TailEvent => ({
  event_id: "e",
  event_type: "tool_call",
  timestamp: 0,
  received_at: 0,
  session_id: "s",
  agent_id: "a",
  user_id: "u",
  label: "Bash",
  ...rest,
});

test("a model call shows its tokens", () => {
  expect(tailLine(event({ event_type: "llm_request", label: "gpt-5-codex", tokens: 41_234, duration_ms: 900 })))
    .toEqual(
      { kind: "llm", text: "gpt-5-codex", amount: "41.2k tok", bad: false },
    );
});
test("a tool call shows its duration, and a failed one says so without being an error", () => {
  expect(tailLine(event({ duration_ms: 4_210, success: false }))).toEqual(
    { kind: "tool", text: "Bash, failed", amount: "4.21 s", bad: false },
  );
});
test("an error shows what went wrong", () => {
  const line = tailLine(
    event({ event_type: "error", error_type: "rate_limit_exceeded", error_message: "429", duration_ms: 180 }),
  );
  expect(line).toEqual({ kind: "error", text: "rate_limit_exceeded, 429", amount: "180 ms", bad: true });
});
test("an event without a label of its own says what it is", () => {
  expect(tailLine(event({ event_type: "user_prompt", label: "" })).text).toBe("Prompt");
  expect(tailLine(event({ event_type: "session_end", label: "s-1" })).text).toBe("Session ended");
});
