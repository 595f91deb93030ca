import { EVENT_TYPES } from "../../contract/event-fields.ts";
import type { StoredRow } from "./stored-rows.ts";

/** Numbers that are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Rows of every kind between two instants (epoch ms): sessions of a few events, failures, empty values, ties in time. */
export function randomRows(count: number, from: number, to: number, seed = 1): StoredRow[] {
  const random = randomNumbers(seed);
  const whole = (max: number) => Math.floor(random() * max);
  const pick = <T>(values: readonly T[]): T => {
    const value = values[whole(values.length)];
    if (value === undefined) throw new Error("nothing to pick from");
    return value;
  };
  return Array.from({ length: count }, (_, i): StoredRow => {
    const event_type = random() < 0.5 ? "llm_request" : pick(EVENT_TYPES);
    const isCall = event_type === "llm_request";
    // To the second, so that some events of a session are at the same time.
    const timestamp = from + whole((to - from) / 1000) * 1000;
    return {
      event_id: `e${i}`,
      event_type: event_type === "task_error" && random() < 0.8 ? "tool_call" : event_type,
      timestamp,
      received_at: timestamp + whole(2_000),
      session_id: `s${whole(count / 12)}`,
      user_id: pick(["ana", "ben", "cem", "dot", ""]),
      agent_id: pick(["codex-cli", "claude-code", "gemini-cli"]),
      team: pick(["core", "web", ""]),
      model: isCall ? pick(["opus", "sonnet", "gpt", "flash", "qwen", "mini", "nano"]) : "",
      input_tokens: isCall ? whole(2_000) : 0,
      output_tokens: isCall ? whole(500) : 0,
      cache_read_tokens: isCall ? whole(20_000) : 0,
      cache_creation_tokens: isCall ? whole(900) : 0,
      reasoning_tokens: isCall ? whole(90) : 0,
      cost_nano: isCall ? whole(90_000_000) : 0,
      cost_source: isCall ? pick(["reported", "estimated"]) : "none",
      duration_ms: random() < 0.9 ? 1 + whole(60_000) : null,
      success: pick([true, true, true, true, false, null]),
    };
  });
}
