import { describe, expect, it } from "vitest";
import { listPriceBook } from "./price-book.ts";
import { PRICE_LIST } from "./price-list.ts";

const book = listPriceBook(PRICE_LIST);
const NOW = Date.parse("2026-11-21T12:00:00Z");

/** The input price of a model as its name is sent, in dollars per million; `undefined` where none is known. */
function inputPrice(model: string): number | undefined {
  const price = book.find(model, NOW);
  return price === undefined ? undefined : price.input / 1e6;
}

describe("a model's price is found", () => {
  it.each([
    ["claude-sonnet-4-5", 3],
    ["claude-sonnet-4-5-20250929", 3],
    ["claude-sonnet-4.5", 3],
    ["Claude-Sonnet-4-5", 3],
    ["claude-sonnet-4-5[1m]", 3],
    ["anthropic/claude-sonnet-4.5", 3],
    ["openrouter/anthropic/claude-sonnet-4.5:thinking", 3],
    ["us.anthropic.claude-sonnet-4-5-20250929-v1:0", 3],
    ["global.anthropic.claude-haiku-4-5-20251001-v1:0", 1],
    ["bedrock/eu.anthropic.claude-opus-4-1-20250805-v1:0", 15],
    [
      "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.anthropic.claude-sonnet-4-20250514-v1:0",
      3,
    ],
    ["claude-sonnet-4-5-20250929-v1:0", 3],
    ["claude-sonnet-4@20250514", 3],
    ["vertex_ai/claude-opus-4-5@20251101", 5],
    ["claude-3-5-haiku-latest", 0.8],
    ["claude-3-5-sonnet-20241022", 3],
    ["claude-4.5-sonnet-thinking", 3],
    ["gpt-5", 1.25],
    ["gpt-5-2025-08-07", 1.25],
    ["gpt-5-high", 1.25],
    ["gpt-5-chat-latest", 1.25],
    ["openai/gpt-5.5-2026-04-23", 5],
    ["azure/gpt-4o-2024-08-06", 2.5],
    ["gpt-4o-2024-05-13", 5],
    ["gpt-5.1-codex-max", 1.25],
    ["gpt-5.1-codex-mini", 0.25],
    ["o3-mini-2025-01-31", 1.1],
    ["models/gemini-2.5-pro", 1.25],
    ["publishers/google/models/gemini-2.5-flash", 0.3],
    ["gemini-2.5-pro-preview-05-06", 1.25],
    ["gemini-2.5-flash-lite-preview-09-2025", 0.1],
    ["gemini-3.1-pro-preview", 2],
    ["gemini-2.0-flash-001", 0.1],
    ["gemini-2.0-flash-lite-001", 0.075],
    ["x-ai/grok-code-fast-1", 0.2],
    ["deepseek/deepseek-v4-pro", 0.66],
    ["qwen3-coder-plus-2025-09-23", 1],
    ["z-ai/glm-4.6", 0.6],
    ["accounts/fireworks/models/glm-5", 1],
    ["groq/llama-3.3-70b-versatile", 0.59],
    ["codestral-latest", 0.3],
  ])("%s costs $%d", (name, price) => {
    expect(inputPrice(name)).toBe(price);
  });
});

describe("another model is not taken for one with a similar name", () => {
  it.each([
    "gpt-5.9",
    "gpt-5.5-mini",
    "gpt-5-ultra",
    "gpt-5-search-api",
    "gpt-4-vision-preview",
    "gpt-4o-audio-preview",
    "gpt-4o-mini-tts",
    "claude-sonnet-4-7",
    "claude-sonnet-45",
    "claude-opus-4-8-fast",
    "my-gpt-5",
    "gemini-2.5-pro-tts",
    "gemini-2.5-flash-image",
    "gemini-25-pro",
    "deepseek-v4-pro-distill-qwen-7b",
    "llama-3.3-70b",
    "glm-4.6:free",
    "openai/gpt-5:nitro",
    "o3-deep-research",
    "o33",
    "qwen3-max-9999-99-99",
    "",
    "/",
    "constructor",
    "__proto__",
  ])("%s has no price", (name) => {
    expect(inputPrice(name)).toBeUndefined();
  });

  it("finds each listed model at a price of its own list", () => {
    for (const { rows } of PRICE_LIST) {
      for (const { models, rates } of rows) {
        for (const model of models) {
          const found = rows.filter((row) => row.models.includes(model)).map((row) => row.rates[0]);
          expect(found).toContain(rates[0]);
          expect(found).toContain(inputPrice(model));
        }
      }
    }
  });
});
