/** A company whose models are called. */
export type Provider = "anthropic" | "openai" | "google";

/** A model, and how its answers are distributed. */
export interface Model {
  id: string;
  provider: Provider;
  /** Until the first token comes. */
  firstTokenMs: number;
  msPerToken: number;
  /** Median output tokens of one answer of an agent; most are a tool call and a sentence. */
  outputTokens: number;
  /** Median tokens thought before answering, none for most. */
  reasoningTokens: number;
}

const model = (
  provider: Provider,
  id: string,
  firstTokenMs: number,
  msPerToken: number,
  outputTokens: number,
  reasoningTokens = 0,
): Model => ({ id, provider, firstTokenMs, msPerToken, outputTokens, reasoningTokens });

export const OPUS = model("anthropic", "claude-opus-4-5", 1_050, 15, 170);
export const SONNET = model("anthropic", "claude-sonnet-4-5", 720, 10, 145);
export const HAIKU = model("anthropic", "claude-haiku-4-5", 340, 4.5, 110);
export const GPT_CODEX = model("openai", "gpt-5-codex", 900, 8, 130, 150);
export const GPT_MINI = model("openai", "gpt-5-mini", 450, 5, 110, 60);
export const GEMINI_PRO = model("google", "gemini-2.5-pro", 880, 8, 140, 110);
export const GEMINI_FLASH = model("google", "gemini-2.5-flash", 310, 3.5, 120, 40);

/** How a provider's prompt cache treats a conversation. */
export interface CacheRule {
  /** How long an unused prefix stays cached. */
  keptMs: number;
  /** How often a prefix that should be there is. */
  hitChance: number;
  /** Whether writing to the cache is counted (and billed) apart from plain input. */
  countsWrites: boolean;
  /** Prefixes are cached in multiples of so many tokens. */
  blockTokens: number;
}

export const CACHE_RULES: Record<Provider, CacheRule> = {
  anthropic: { keptMs: 5 * 60_000, hitChance: 0.985, countsWrites: true, blockTokens: 1 },
  openai: { keptMs: 7 * 60_000, hitChance: 0.95, countsWrites: false, blockTokens: 128 },
  google: { keptMs: 4 * 60_000, hitChance: 0.9, countsWrites: false, blockTokens: 256 },
};
