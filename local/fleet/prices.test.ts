import { describe, expect, it } from "vitest";
import { costOf } from "./prices.ts";

const tokens = {
  input_tokens: 1_000,
  output_tokens: 100,
  cache_read_tokens: 50_000,
  cache_creation_tokens: 2_000,
  reasoning_tokens: 0,
};

describe("costOf()", () => {
  it("adds up each kind of token at its own price", () => {
    // 0.003 + 0.0015 + 0.015 + 0.0075
    expect(costOf("claude-sonnet-4-5", tokens)).toBe(0.027);
    expect(costOf("claude-haiku-4-5", { ...tokens, cache_read_tokens: 1 })).toBe(0.0040001);
  });

  it("knows nothing of other models", () => {
    expect(costOf("gpt-5-codex", tokens)).toBeUndefined();
  });
});
