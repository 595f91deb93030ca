import { type ReportedTokens, splitTokens, type TokenRule, type TokenType } from "../../../../contract/tokens.ts";
import { type Attributes, numberOf } from "../records/attributes.ts";
import type { Draft } from "./draft.ts";

/** Under which names instrumentations report token counts: the current conventions first, then older and other ones. */
const TOKEN_KEYS: Record<TokenType, readonly string[]> = {
  input: [
    "gen_ai.usage.input_tokens",
    "gen_ai.usage.prompt_tokens",
    "ai.usage.inputTokens",
    "ai.usage.promptTokens",
    "ai.usage.tokens",
    "llm.usage.prompt_tokens",
    "llm.token_count.prompt",
  ],
  output: [
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "ai.usage.outputTokens",
    "ai.usage.completionTokens",
    "llm.usage.completion_tokens",
    "llm.token_count.completion",
  ],
  cacheRead: [
    "gen_ai.usage.cache_read.input_tokens",
    "gen_ai.usage.cache_read_input_tokens",
    "gen_ai.usage.input_tokens.cached",
    "gen_ai.usage.input_tokens_cached",
    "gen_ai.usage.cached_input_tokens",
    "gen_ai.usage.details.cache_read_tokens",
    "gen_ai.usage.details.cached_tokens",
    "gen_ai.usage.details.cache_read_input_tokens",
    "ai.usage.cachedInputTokens",
    "ai.usage.inputTokenDetails.cacheReadTokens",
    "llm.usage.cache_read_input_tokens",
    "llm.token_count.prompt_details.cache_read",
  ],
  cacheCreation: [
    "gen_ai.usage.cache_creation.input_tokens",
    "gen_ai.usage.cache_write.input_tokens",
    "gen_ai.usage.cache_creation_input_tokens",
    "gen_ai.usage.cache_write_input_tokens",
    "gen_ai.usage.details.cache_write_tokens",
    "gen_ai.usage.details.cache_creation_input_tokens",
    "ai.usage.inputTokenDetails.cacheWriteTokens",
    "llm.usage.cache_creation_input_tokens",
    "llm.token_count.prompt_details.cache_write",
  ],
  reasoning: [
    "gen_ai.usage.reasoning.output_tokens",
    "gen_ai.usage.reasoning_tokens",
    "gen_ai.usage.output_tokens.reasoning",
    "gen_ai.usage.details.reasoning_tokens",
    "gen_ai.usage.details.thoughts_tokens",
    "ai.usage.reasoningTokens",
    "ai.usage.outputTokenDetails.reasoningTokens",
    "llm.usage.reasoning_tokens",
    "thoughts_token_count",
    "llm.token_count.completion_details.reasoning",
  ],
};

const TOTAL_KEYS = [
  "gen_ai.usage.total_tokens",
  "ai.usage.totalTokens",
  "llm.usage.total_tokens",
  "llm.token_count.total",
] as const;

const COST_KEYS = [
  "gen_ai.usage.cost_usd",
  "gen_ai.usage.cost",
  "gen_ai.usage.total_cost",
  "gen_ai.cost.total_cost",
  "llm.cost.total",
  "operation.cost",
] as const;

/** Tokens and cost that a span or event of the conventions reports; nothing where it reports none. */
export function readUsage(attributes: Attributes): Partial<Draft> | undefined {
  const reported: ReportedTokens = {};
  for (const [type, keys] of Object.entries(TOKEN_KEYS)) reported[type as TokenType] = numberOf(attributes, ...keys);
  const cost = numberOf(attributes, ...COST_KEYS);
  if (reported.input === undefined && reported.output === undefined && cost === undefined) return undefined;
  return {
    ...splitTokens(reported, ruleOf(reported, numberOf(attributes, ...TOTAL_KEYS))),
    ...(cost === undefined ? {} : { cost_usd: cost }),
  };
}

/**
 * The conventions say that input includes cached tokens and output includes reasoning. Instrumentations of providers that
 * count otherwise pass on what they get: the total tells, and so does a part that is larger than its whole.
 */
function ruleOf(reported: ReportedTokens, total: number | undefined): TokenRule {
  const { input = 0, output = 0, cacheRead = 0, cacheCreation = 0, reasoning = 0 } = reported;
  const cache = cacheRead + cacheCreation;
  const extra = total === undefined ? 0 : total - input - output;
  return {
    inputHasCache: cache <= input && !(cache > 0 && (extra === cache || extra === cache + reasoning)),
    outputHasReasoning: reasoning <= output && !(reasoning > 0 && (extra === reasoning || extra === cache + reasoning)),
  };
}
