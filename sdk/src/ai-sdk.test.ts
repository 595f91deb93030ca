import * as version6 from "ai";
import { MockLanguageModelV3 } from "ai/test";
import * as version7 from "ai7";
import { MockLanguageModelV4 } from "ai7/test";
import { describe, expect, it } from "vitest";
import { newTestClient } from "../test/test-client.ts";
import { fleetglassMiddleware } from "./ai-sdk.ts";

/** What is used here is typed alike in both, but for names. */
const VERSIONS = [
  { version: 6, sdk: version6, MockModel: MockLanguageModelV3 },
  {
    version: 7,
    sdk: version7 as unknown as typeof version6,
    MockModel: MockLanguageModelV4 as unknown as typeof MockLanguageModelV3,
  },
];

const V3_USAGE = {
  inputTokens: { total: 1_000, noCache: 350, cacheRead: 600, cacheWrite: 50 },
  outputTokens: { total: 300, text: 180, reasoning: 120 },
};
const COUNTS = {
  input_tokens: 350,
  cache_read_tokens: 600,
  cache_creation_tokens: 50,
  output_tokens: 180,
  reasoning_tokens: 120,
};
const V2_USAGE = {
  inputTokens: 1_000,
  outputTokens: 300,
  totalTokens: 1_300,
  reasoningTokens: 120,
  cachedInputTokens: 600,
};
const STOP = { unified: "stop", raw: "stop" } as const;

async function newMiddleware() {
  const { client, server } = await newTestClient();
  return {
    middleware: fleetglassMiddleware(client),
    async events() {
      await client.flush();
      return server.requests.flatMap((request) => request.events);
    },
  };
}

describe.each(VERSIONS)("fleetglassMiddleware() in version $version of the AI SDK", ({ sdk, MockModel }) => {
  const { generateText, simulateReadableStream, streamText, wrapLanguageModel } = sdk;

  it("records generateText() with disjoint counts", async () => {
    const { middleware, events } = await newMiddleware();
    const model = new MockModel({
      provider: "openai.responses",
      modelId: "gpt-5",
      doGenerate: {
        content: [{ type: "text", text: "hi" }],
        finishReason: STOP,
        usage: V3_USAGE,
        warnings: [],
        response: { modelId: "gpt-5-2026" },
      },
    });
    const { text } = await generateText({ model: wrapLanguageModel({ model, middleware }), prompt: "hello" });
    expect(text).toBe("hi");
    expect(await events()).toMatchObject([{ provider: "openai", model: "gpt-5-2026", success: true, ...COUNTS }]);
  });

  it("records streamText() with the usage of its last part", async () => {
    const { middleware, events } = await newMiddleware();
    const model = new MockModel({
      doStream: {
        stream: simulateReadableStream({
          chunks: [
            { type: "response-metadata", modelId: "m-2" },
            { type: "text-start", id: "1" },
            { type: "text-delta", id: "1", delta: "hi" },
            { type: "text-end", id: "1" },
            { type: "finish", finishReason: STOP, usage: V3_USAGE },
          ],
        }),
      },
    });
    const result = streamText({ model: wrapLanguageModel({ model, middleware }), prompt: "hello" });
    expect(await result.text).toBe("hi");
    expect(await events()).toMatchObject([{ model: "m-2", success: true, ...COUNTS }]);
  });

  it("records failures: of the call, and within a stream", async () => {
    const { middleware, events } = await newMiddleware();
    const error = new TypeError("no model");
    const failing = new MockModel({ doGenerate: () => Promise.reject(error) });
    await expect(
      generateText({ model: wrapLanguageModel({ model: failing, middleware }), prompt: "hello", maxRetries: 0 }),
    ).rejects.toBe(error);
    const breaking = new MockModel({
      doStream: { stream: simulateReadableStream({ chunks: [{ type: "error", error: new Error("broke off") }] }) },
    });
    const result = streamText({
      model: wrapLanguageModel({ model: breaking, middleware }),
      prompt: "hello",
      onError: () => {},
    });
    await result.consumeStream();
    expect(await events()).toMatchObject([
      { success: false, error_type: "TypeError", error_message: "no model" },
      { success: false, error_message: "broke off" },
    ]);
  });

  it("records a stream that is cancelled as abandoned", async () => {
    const { middleware, events } = await newMiddleware();
    const parts = Array.from({ length: 50 }, (_, i) => ({ type: "text-delta" as const, id: "1", delta: String(i) }));
    const model = new MockModel({ doStream: { stream: simulateReadableStream({ chunks: parts }) } });
    const { stream } = await wrapLanguageModel({ model, middleware }).doStream({ prompt: [] });
    const reader = stream.getReader();
    await reader.read();
    await reader.cancel();
    expect(await events()).toMatchObject([{ success: true, metadata: { abandoned: true } }]);
  });
});

describe("fleetglassMiddleware()", () => {
  it("understands the usage of version 5", async () => {
    const { middleware, events } = await newMiddleware();
    await middleware.wrapGenerate({ doGenerate: () => Promise.resolve({ usage: V2_USAGE }), model: { modelId: "m" } });
    expect(await events()).toMatchObject([{ ...COUNTS, model: "m", input_tokens: 400, cache_creation_tokens: 0 }]);
  });

  it("is a middleware by the types of versions 6 and 7", async () => {
    const { middleware } = await newMiddleware();
    const wrapped6 = version6.wrapLanguageModel({ model: new MockLanguageModelV3({ modelId: "m" }), middleware });
    const wrapped7 = version7.wrapLanguageModel({ model: new MockLanguageModelV4({ modelId: "m" }), middleware });
    expect([wrapped6.modelId, wrapped7.modelId]).toEqual(["m", "m"]);
  });
});
