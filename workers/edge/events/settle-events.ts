import type { EdgeSettings } from "../../../contract/rpc.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import type { EdgeContext } from "../context.ts";
import { currentPrices } from "../pricing/current-prices.ts";
import { needPrices, priceEvents } from "../pricing/price-events.ts";
import { withPseudonyms } from "../privacy/with-pseudonyms.ts";

/**
 * Events as they are stored: with pseudonyms in the place of e-mail addresses where the organisation wants that, and each with
 * the cost that its source reported, else an estimate, else none.
 */
export async function settleEvents(
  accepted: readonly AcceptedEvent[],
  settings: EdgeSettings,
  context: EdgeContext,
): Promise<readonly AcceptedEvent[]> {
  const events = await withPseudonyms(accepted, settings);
  // An earlier version, which the live view takes back, costs what it did.
  const versions = [...events, ...events.flatMap((event) => event.amends?.previous ?? [])];
  if (needPrices(versions)) {
    priceEvents(versions, await currentPrices(settings.prices, context.prices, context.now));
  }
  return events;
}
