import { describe, expect, it } from "vitest";
import type { TailEvent } from "./live.ts";
import { passesFilter } from "./tail-filter.ts";

const line = (change: Partial<TailEvent> = {}): TailEvent => ({
  event_id: "e",
  event_type: "llm_request",
  timestamp: 0,
  received_at: 0,
  session_id: "ses_1",
  agent_id: "codex-cli",
  user_id: "ana@example.com",
  label: "gpt-5.5",
  ...change,
});

describe("passesFilter()", () => {
  it("lets everything through that is not restricted", () => {
    expect(passesFilter(line(), undefined)).toBe(true);
    expect(passesFilter(line(), { event_type: [], agent_id: [] })).toBe(true);
  });

  it("asks for one of the values of each list", () => {
    const filter = { agent_id: ["codex-cli", "claude-code"], environment: ["production"] };
    expect(passesFilter(line({ environment: "production" }), filter)).toBe(true);
    expect(passesFilter(line({ environment: "staging" }), filter)).toBe(false);
    expect(passesFilter(line(), filter)).toBe(false);
  });

  it("knows a line's model, whether it is headed with it or not", () => {
    expect(passesFilter(line(), { model: ["gpt-5.5"] })).toBe(true);
    expect(passesFilter(line({ label: "rate_limit", model: "gpt-5.5" }), { model: ["gpt-5.5"] })).toBe(true);
    expect(passesFilter(line({ label: "Bash" }), { model: ["gpt-5.5"] })).toBe(false);
  });

  it("keeps errors, alerts and failures when asked for errors only", () => {
    const kept = [
      line({ event_type: "error" }),
      line({ event_type: "security_alert" }),
      line({ event_type: "tool_call", success: false }),
      line({ success: true }),
    ].map((event) => passesFilter(event, { errors_only: true }));
    expect(kept).toEqual([true, true, true, false]);
  });

  it("finds a text in any case, in the line and in whose it is", () => {
    const event = line({ error_type: "RateLimit", error_message: "429 from upstream" });
    const found = ["ratelimit", "UPSTREAM", "ana@", "ses_1", "codex"].map((text) => passesFilter(event, { text }));
    expect(found).toEqual([true, true, true, true, true]);
    expect(passesFilter(event, { text: "timeout" })).toBe(false);
  });
});
