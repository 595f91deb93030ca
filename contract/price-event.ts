import type { AcceptedEvent, CostSource, EventSource } from "./stored-event.ts";
import type { PriceBook } from "./prices/price-book.ts";
import { costOf, type TokenCounts } from "./prices/token-price.ts";

/** What of an event decides about its cost. */
export interface PricedEvent extends TokenCounts {
  timestamp: number;
  source: EventSource;
  agent_id: string;
  model?: string | undefined;
  cost_usd?: number | undefined;
  cost_source: CostSource;
}

/** Clients whose metrics report cost beside tokens, as a measure of its own: their token counts have been paid for there. */
const COST_IS_A_METRIC: ReadonlySet<string> = new Set(["claude-code", "cursor"]);
/** Of those, the ones whose logs report no cost: what they say was paid for in the metrics as well. */
const COST_IS_NO_LOG: ReadonlySet<string> = new Set(["cursor"]);

/**
 * Whether the source says what an event cost. A cost of nothing for some tokens is no report where it comes through
 * OpenTelemetry: instrumentations write 0 for a model whose price they do not know. Whoever posts an event itself and says 0
 * means it.
 */
export function hasReportedCost(event: PricedEvent): boolean {
  if (event.cost_source !== "reported") return false;
  return event.cost_usd !== 0 || !event.source.startsWith("otlp") || countTokens(event) === 0;
}

/** The cost of an event without a reported one: estimated where its model's price is known, else none. */
export function estimateEvent(event: PricedEvent, book: PriceBook): Pick<AcceptedEvent, "cost_usd" | "cost_source"> {
  const fromMetrics = event.source === "otlp_metrics";
  const isPaidElsewhere = (fromMetrics && COST_IS_A_METRIC.has(event.agent_id)) ||
    (event.source === "otlp_logs" && COST_IS_NO_LOG.has(event.agent_id));
  if (event.model === undefined || event.model === "" || isPaidElsewhere || countTokens(event) === 0) {
    return { cost_source: "none" };
  }
  const price = book.find(event.model, event.timestamp);
  if (price === undefined) return { cost_source: "none" };
  // A metric's counts are sums over many requests, whose prompts may all have been short.
  return { cost_usd: costOf(event, price, !fromMetrics), cost_source: "estimated" };
}

function countTokens(counts: TokenCounts): number {
  return (counts.input_tokens ?? 0) + (counts.output_tokens ?? 0) + (counts.cache_read_tokens ?? 0) +
    (counts.cache_creation_tokens ?? 0) + (counts.reasoning_tokens ?? 0);
}
