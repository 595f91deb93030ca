import { z } from "zod";
import { PriceOverride, Rates } from "./rates.ts";

/** A price that an organisation has set. */
export const OwnPrice = PriceOverride.extend({ id: z.string(), updated_at: z.iso.datetime() });
export type OwnPrice = z.infer<typeof OwnPrice>;

/** A list price, with where it was read and when. */
export const ListPrice = Rates.extend({
  model: z.string(),
  provider: z.string(),
  valid_from: z.iso.datetime().nullable().meta({ description: "`null` where the price has never been another." }),
  long_context: PriceOverride.shape.long_context,
  source_url: z.string(),
  checked_on: z.iso.date(),
});
export type ListPrice = z.infer<typeof ListPrice>;

/** Answer of `GET /v1/prices`: US dollars per million tokens. */
export const PriceTable = z.object({
  own: z.array(OwnPrice).meta({ description: "The organisation's prices; they go before the list's." }),
  list: z.array(ListPrice),
});
export type PriceTable = z.infer<typeof PriceTable>;
