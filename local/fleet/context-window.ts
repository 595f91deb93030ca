import type { AgentEvent } from "../../contract/event-fields.ts";
import { CACHE_RULES, type Model } from "./models.ts";
import type { Random } from "./prng.ts";

/** The five disjoint token counts of one request. */
export type Tokens = Required<
  Pick<
    AgentEvent,
    "input_tokens" | "output_tokens" | "cache_read_tokens" | "cache_creation_tokens" | "reasoning_tokens"
  >
>;

/** Where agents summarise a conversation instead of going on. */
const COMPACTION_TOKENS = 140_000;
const SUMMARY_TOKENS = 6_000;
/** How often somebody has used the same instructions and tools lately. */
const SHARED_PREFIX_CHANCE = 0.75;

/** A conversation as the model sees it: what each request sends, and how much of that the provider has cached. */
export class ContextWindow {
  readonly #random: Random;
  readonly #instructions: number;
  #size: number;
  #cached: number;
  #cachedAt: number;

  /**
   * @param instructions tokens of the system prompt and the tools
   * @param history tokens that were said before
   */
  constructor(random: Random, instructions: number, history: number, startedAt: number) {
    this.#random = random;
    this.#instructions = instructions;
    this.#size = instructions + history;
    this.#cached = history > 0 ? this.#size : random.chance(SHARED_PREFIX_CHANCE) ? instructions : 0;
    this.#cachedAt = startedAt;
  }

  /** Something has been said or read. */
  add(tokens: number): void {
    this.#size += Math.round(tokens);
  }

  /** Summarises a conversation that has become too long; tells whether it did. */
  compact(): boolean {
    if (this.#size < COMPACTION_TOKENS) return false;
    this.#size = this.#instructions + SUMMARY_TOKENS;
    this.#cached = Math.min(this.#cached, this.#instructions);
    return true;
  }

  /** One request at `at` and what it answers, which is part of the conversation from then on. */
  ask(model: Model, at: number): Tokens {
    const random = this.#random;
    const rule = CACHE_RULES[model.provider];
    const isWarm = at - this.#cachedAt < rule.keptMs && random.chance(rule.hitChance);
    const read = isWarm ? Math.min(this.#cached, this.#size) : 0;
    const cacheRead = read - read % rule.blockTokens;
    const rest = this.#size - cacheRead;
    // What follows the last cache mark: the newest few words.
    const input = rule.countsWrites ? Math.min(rest, random.integer(3, 60)) : rest;
    const output = Math.max(1, Math.round(random.logNormal(model.outputTokens, 0.85)));
    const thinks = model.reasoningTokens > 0 && random.chance(0.8);
    this.#cached = this.#size;
    this.#cachedAt = at;
    this.#size += output;
    return {
      input_tokens: input,
      output_tokens: output,
      cache_read_tokens: cacheRead,
      cache_creation_tokens: rest - input,
      reasoning_tokens: thinks ? Math.round(random.logNormal(model.reasoningTokens, 0.9)) : 0,
    };
  }
}
