import type { PriceBook } from "../../../contract/prices/price-book.ts";
import { estimateEvent, hasReportedCost } from "../../../contract/price-event.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";

/** Whether any event's cost is left to us. */
export function needPrices(events: readonly AcceptedEvent[]): boolean {
  return events.some((event) => event.model !== undefined && !hasReportedCost(event));
}

/** Gives every event without a reported cost the estimated one, or none, and says which it is. The events are changed. */
export function priceEvents(events: readonly AcceptedEvent[], book: PriceBook): void {
  for (const event of events) {
    if (!hasReportedCost(event)) setCost(event, book);
  }
}

function setCost(event: AcceptedEvent, book: PriceBook): void {
  const { cost_usd, cost_source } = estimateEvent(event, book);
  event.cost_source = cost_source;
  event.cost_usd = cost_usd;
}
