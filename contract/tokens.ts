/** The five token counts of an event. They are disjoint: a token is in one of them. */
export interface TokenBuckets {
  input_tokens: number;
  output_tokens: number;
  cache_read_tokens: number;
  cache_creation_tokens: number;
  reasoning_tokens: number;
}

/** What a count of tokens is of, as clients report it. */
export type TokenType = "input" | "output" | "cacheRead" | "cacheCreation" | "reasoning";

/** Counts as a client reports them; what it does not report counts as none. */
export type ReportedTokens = Partial<Record<TokenType, number | undefined>>;

/** What a client's input and output contain besides the plain tokens: this differs between clients. */
export interface TokenRule {
  inputHasCache: boolean;
  outputHasReasoning: boolean;
}

/** Splits reported counts into the disjoint ones. */
export function splitTokens(reported: ReportedTokens, rule: TokenRule): TokenBuckets {
  const { input = 0, output = 0, cacheRead = 0, cacheCreation = 0, reasoning = 0 } = reported;
  return {
    input_tokens: rule.inputHasCache ? Math.max(0, input - cacheRead - cacheCreation) : input,
    output_tokens: rule.outputHasReasoning ? Math.max(0, output - reasoning) : output,
    cache_read_tokens: cacheRead,
    cache_creation_tokens: cacheCreation,
    reasoning_tokens: reasoning,
  };
}
