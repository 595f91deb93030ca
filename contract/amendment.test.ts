import { describe, expect, it } from "vitest";
import { type Amendment, versionId } from "./amendment.ts";
import { unpackWindow } from "./packed-window.ts";
import type { AcceptedEvent } from "./stored-event.ts";
import { summarize } from "./summarize.ts";
import { emptyWindow, mergeWindow, type Window, windowStart } from "./window.ts";

const NOW = 1_795_000_000_000;

function anAcceptedEvent(change: Partial<AcceptedEvent> = {}): AcceptedEvent {
  return {
    event_id: "otl_1",
    event_type: "llm_request",
    timestamp: NOW,
    session_id: "s1",
    user_id: "ana",
    agent_id: "gemini-cli",
    model: "gemini-2.5-pro",
    source: "otlp_traces",
    cost_source: "reported",
    input_tokens: 100,
    output_tokens: 7,
    cost_usd: 0.3,
    duration_ms: 1200,
    success: true,
    ...change,
  };
}

const amending = (version: number, previous: AcceptedEvent): { amends: Amendment } => ({
  amends: { version, previous },
});

function windowOf(...batches: AcceptedEvent[][]): Window {
  const total = emptyWindow(windowStart(NOW));
  for (const batch of batches) {
    for (const window of summarize(batch, NOW).windows) mergeWindow(total, unpackWindow(window));
  }
  return total;
}

describe("an amendment in the live view", () => {
  it("leaves what the new version alone would have made, also when it arrives first", () => {
    const before = anAcceptedEvent();
    const after = anAcceptedEvent({ input_tokens: 60, model: "gemini-2.5-flash", ...amending(1, before) });
    const { amends: _, ...plain } = after;
    const expected = windowOf([plain]).totals;
    const totals = windowOf([before], [after]).totals;
    expect(totals).toMatchObject({ events: 1, input_tokens: 60, cost_usd: 0.3 });
    expect(windowOf([after], [before]).totals).toEqual(expected);
    expect(windowOf([before], [after]).by.model["gemini-2.5-pro"]).toMatchObject({ events: 0, input_tokens: 0 });
  });

  it("takes a retracted event back whole, and puts a restored one in again", () => {
    const before = anAcceptedEvent();
    const retracted = anAcceptedEvent({ is_deleted: 1, ...amending(1, before) });
    expect(windowOf([before], [retracted]).totals).toMatchObject({ events: 0, llm_requests: 0, cost_usd: 0 });
    const restored = anAcceptedEvent(amending(2, retracted));
    expect(windowOf([before], [retracted], [restored]).totals).toEqual(windowOf([before]).totals);
  });

  it("is not a line of the tail, and is counted under an id of its own", () => {
    const before = anAcceptedEvent();
    const after = anAcceptedEvent(amending(1, before));
    expect(summarize([after], NOW)).toMatchObject({ tail: [], tail_dropped: 0 });
    expect([versionId(before), versionId(after)]).toEqual(["otl_1", "otl_1#1"]);
  });
});
