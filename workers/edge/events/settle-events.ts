import type { EdgeSettings } from "../../../contract/rpc.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import type { EdgeContext } from "../context.ts";
import { currentPrices } from "../pricing/current-prices.ts";
import { needPrices, priceEvents } from "../pricing/price-events.ts";
import { dropErased } from "../privacy/drop-erased.ts";
import { withPseudonyms } from "../privacy/with-pseudonyms.ts";

/**
 * Events as they are stored, without those of erased people: with pseudonyms in the place of e-mail addresses where the
 * organisation wants that, and each with the cost that its source reported, else an estimate, else none.
 */
export async function settleEvents<E extends AcceptedEvent>(
  accepted: readonly E[],
  { settings, org_id: orgId }: { settings: EdgeSettings; org_id: string },
  context: EdgeContext,
): Promise<readonly E[]> {
  const events = await dropErased(await withPseudonyms(accepted, settings), orgId, settings.erased);
  // An earlier version, which the live view takes back, costs what it did.
  const earlier: AcceptedEvent[] = [];
  for (const { amends } of events) if (amends !== undefined) earlier.push(amends.previous);
  if (needPrices(events) || needPrices(earlier)) {
    const book = await currentPrices(settings.prices, context.prices, context.now);
    priceEvents(events, book);
    priceEvents(earlier, book);
  }
  return events;
}
