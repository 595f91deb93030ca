import { AppError } from "../../../contract/problem.ts";
import type { EdgeSettings } from "../../../contract/rpc.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import type { EdgeContext } from "../context.ts";
import { currentPrices } from "../pricing/current-prices.ts";
import { needPrices, priceEvents } from "../pricing/price-events.ts";
import { pseudonymise } from "../privacy/pseudonymise.ts";

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

async function withPseudonyms(
  events: readonly AcceptedEvent[],
  settings: EdgeSettings,
): Promise<readonly AcceptedEvent[]> {
  if (!settings.pseudonymise_emails) return events;
  // Addresses must not be stored, and there is nothing to store in their place.
  if (settings.pseudonym_key === undefined) throw new AppError("INGEST_UNAVAILABLE", "Pseudonyms cannot be made.");
  return await pseudonymise(events, settings.pseudonym_key);
}
