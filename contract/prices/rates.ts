import { z } from "zod";
import { MAX_OVERRIDES } from "./limits.ts";

/** US dollars per million tokens, at most six decimals: a millionth of a dollar per million tokens is the grain of money's grain. */
const Rate = z.number().min(0).max(100_000).refine(isExact, "must have at most six decimals");

function isExact(rate: number): boolean {
  return Math.round(rate * 1e6) / 1e6 === rate;
}

/** What tokens of each kind cost, in US dollars per million. */
export const Rates = z.object({
  input: Rate,
  output: Rate,
  cache_read: Rate.optional().meta({ description: "Of tokens read from a cache; those of input where it is missing." }),
  cache_write: Rate.optional().meta({
    description: "Of tokens written to a cache; those of input where it is missing.",
  }),
  reasoning: Rate.optional().meta({
    description: "Of tokens that a model thinks in; those of output where it is missing.",
  }),
});
export type Rates = z.infer<typeof Rates>;

/** Other rates for requests with a long prompt; they hold for the whole request. */
export const LongContext = Rates.extend({
  above: z.int().min(1).max(1_000_000_000).meta({
    description: "Prompts of more tokens than this: input, cache reads and cache writes together.",
  }),
});
export type LongContext = z.infer<typeof LongContext>;

/** A model's name, or its beginning with `*` at the end; as events say it, in any case of letters. */
const ModelPattern = z.string().trim().min(1).max(128).regex(
  /^[^*\p{Cc}]+\*?$/u,
  "is a model's name, or the beginning of one with * at the end",
);

/** A price that an organisation has set for a model; it goes before the list price. */
export const PriceOverride = Rates.extend({
  model: ModelPattern,
  valid_from: z.iso.datetime({ offset: true }).meta({ description: "Holds for events from this time on." }),
  long_context: z.array(LongContext).max(8).optional(),
});
export type PriceOverride = z.infer<typeof PriceOverride>;

/** An organisation's prices, as its key verdicts carry them. */
export const PriceOverrides = z.array(PriceOverride).max(MAX_OVERRIDES);
