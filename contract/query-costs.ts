import { z } from "zod";
import { GROUP_NAMES } from "./metrics.ts";
import { Freshness, MetricPart, nextCursor, pageOf, PeriodAnswer, PeriodQuery, value } from "./query.ts";

/** Query string of `GET /v1/costs`: the dearest first. */
export const CostsQuery = PeriodQuery.extend({ group_by: z.enum(GROUP_NAMES).default("model"), ...pageOf(100, 25) });
export type CostsQuery = z.infer<typeof CostsQuery>;

/** What tokens that were read from a cache cost less, less what writing them there cost more. */
const CacheSavings = z.object({
  usd: value.meta({
    description:
      "Cached tokens at the price of input, less what they cost as cached, by the prices in force when the period ended. " +
      "Negative where writing cost more than reading saved; null where no model has a price.",
  }),
  unpriced_models: z.array(z.string()).meta({ description: "Models with cached tokens and without a price." }),
}).meta({ id: "CacheSavings" });

const usdOfKind = value.meta({ description: "In US dollars; null where no model has a price." });

/** What the tokens of each kind cost by the price table, whoever said what the whole cost. */
const TokenCosts = z.object({
  input_tokens: usdOfKind,
  output_tokens: usdOfKind,
  cache_read_tokens: usdOfKind,
  cache_creation_tokens: usdOfKind,
  reasoning_tokens: usdOfKind,
  unpriced_models: z.array(z.string()).meta({ description: "Models with tokens and without a price, left out." }),
}).meta({
  id: "TokenCosts",
  description: "By the prices in force when the period ended, without rates for long prompts: shares, not an invoice.",
});
/** What tokens of each kind cost by the price table, in US dollars. */
export type TokenCosts = z.infer<typeof TokenCosts>;

const CostFigures = z.object({
  cost: MetricPart.meta({ description: "In US dollars." }),
  reported_usd: z.number().meta({ description: "The part that senders said." }),
  estimated_usd: z.number().meta({ description: "The part computed from the price table." }),
  estimated_share: value,
  sessions: z.number(),
  cost_per_session_usd: value,
  llm_requests: z.number(),
  input_tokens: z.number(),
  output_tokens: z.number(),
  cache_read_tokens: z.number(),
  cache_creation_tokens: z.number(),
  reasoning_tokens: z.number(),
  cache_hit_ratio: value,
  cache_savings: CacheSavings,
});

/** The costs of one value of a column. */
export const CostRow = CostFigures.extend({ key: z.string(), trend: z.array(value) }).meta({ id: "CostRow" });
export type CostRow = z.infer<typeof CostRow>;

/** Answer of `GET /v1/costs`. */
export const CostList = Freshness.extend({
  period: PeriodAnswer,
  buckets: z.array(z.iso.datetime()),
  group_by: z.enum(GROUP_NAMES),
  totals: CostFigures.extend({
    token_costs: TokenCosts,
    pull_requests: z.number().meta({ description: "That agents said they opened, under the same filters." }),
    cost_per_pull_request_usd: value,
  }).meta({ id: "CostTotals" }),
  total_keys: z.number().int(),
  data: z.array(CostRow),
  next_cursor: nextCursor,
}).meta({ id: "CostList" });
export type CostList = z.infer<typeof CostList>;
