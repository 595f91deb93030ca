import { describe, expect, it } from "vitest";
import { listPriceBook } from "./prices/price-book.ts";
import { estimateEvent, hasReportedCost, type PricedEvent } from "./price-event.ts";

const book = listPriceBook([{ rows: [{ models: ["m"], rates: [1, 2], above: [[1_000, 10, 20]] }] }]);
const event = (fields: Partial<PricedEvent>): PricedEvent => ({
  timestamp: 1,
  source: "http",
  agent_id: "a",
  model: "m",
  cost_source: "none",
  ...fields,
});

describe("an event's cost", () => {
  it("is estimated from its tokens and its model, and says so", () => {
    expect(estimateEvent(event({ input_tokens: 1_000_000, source: "otlp_metrics" }), book)).toEqual({
      cost_usd: 1,
      cost_source: "estimated",
    });
    expect(estimateEvent(event({ input_tokens: 1_001 }), book)).toEqual({
      cost_usd: 0.01001,
      cost_source: "estimated",
    });
  });

  it("is none without tokens, without a model, and for a model without a price", () => {
    const nothing = { cost_source: "none" };
    expect(estimateEvent(event({}), book)).toEqual(nothing);
    expect(estimateEvent(event({ input_tokens: 5, model: undefined }), book)).toEqual(nothing);
    expect(estimateEvent(event({ input_tokens: 5, model: "other" }), book)).toEqual(nothing);
  });

  it("is not estimated where the client's metrics report it beside the tokens", () => {
    const metric = event({ input_tokens: 5, agent_id: "claude-code", source: "otlp_metrics" });
    expect(estimateEvent(metric, book)).toEqual({ cost_source: "none" });
    expect(estimateEvent({ ...metric, source: "otlp_logs" }, book).cost_source).toBe("estimated");
  });

  it("counts as reported, except for a nothing that an instrumentation made up", () => {
    const reported = { cost_source: "reported" as const, input_tokens: 5 };
    expect(hasReportedCost(event({ ...reported, cost_usd: 0.1, source: "otlp_logs" }))).toBe(true);
    expect(hasReportedCost(event({ ...reported, cost_usd: 0, source: "http" }))).toBe(true);
    expect(hasReportedCost(event({ ...reported, cost_usd: 0, source: "otlp_traces" }))).toBe(false);
    expect(hasReportedCost(event({ cost_source: "reported", cost_usd: 0, source: "otlp_logs" }))).toBe(true);
    expect(hasReportedCost(event({}))).toBe(false);
  });
});
