/** The kinds of tokens that models charge for, each counted apart from the others. */
export const TOKEN_KINDS = [
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "reasoning_tokens",
] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

/** How many tokens of each kind a model read and wrote. */
export interface TokensOfModel {
  model: string;
  tokens: Record<TokenKind, number>;
}
