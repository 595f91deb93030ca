import OpenAI from "openai";
import { describe, expect, it } from "vitest";
import { type ModelAnswer, startModelServer } from "../test/model-server.ts";
import { newTestClient } from "../test/test-client.ts";
import { observeOpenAI } from "./openai.ts";

const USAGE = {
  prompt_tokens: 1_000,
  completion_tokens: 300,
  total_tokens: 1_300,
  prompt_tokens_details: { cached_tokens: 600, cache_write_tokens: 50 },
  completion_tokens_details: { reasoning_tokens: 120 },
};
const COUNTS = {
  input_tokens: 350,
  cache_read_tokens: 600,
  cache_creation_tokens: 50,
  output_tokens: 180,
  reasoning_tokens: 120,
};
const COMPLETION = {
  id: "c1",
  object: "chat.completion",
  created: 1,
  model: "gpt-5-2026",
  choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "hi" } }],
  usage: USAGE,
};
const RESPONSE = {
  id: "r1",
  object: "response",
  model: "gpt-5-2026",
  status: "completed",
  output: [],
  usage: {
    input_tokens: 1_000,
    output_tokens: 300,
    input_tokens_details: { cached_tokens: 600, cache_write_tokens: 50 },
    output_tokens_details: { reasoning_tokens: 120 },
  },
};
const chunk = (more: object) => ({
  id: "c1",
  object: "chat.completion.chunk",
  created: 1,
  model: "gpt-5-2026",
  ...more,
});
const CHUNKS = [
  chunk({ choices: [{ index: 0, delta: { role: "assistant", content: "h" } }] }),
  chunk({ choices: [{ index: 0, delta: { content: "i" }, finish_reason: "stop" }] }),
  chunk({ choices: [], usage: USAGE }),
];
const ASK = { model: "gpt-5", messages: [{ role: "user" as const, content: "hello" }] };

async function newOpenAI(...answers: ModelAnswer[]) {
  const { client, server } = await newTestClient();
  const baseURL = await startModelServer(...answers);
  const openai = observeOpenAI(new OpenAI({ apiKey: "sk-x", baseURL, maxRetries: 0 }), client);
  return {
    openai,
    async events() {
      await client.flush();
      return server.requests.flatMap((request) => request.events);
    },
  };
}

describe("observeOpenAI()", () => {
  it("records a chat completion with disjoint token counts", async () => {
    const { openai, events } = await newOpenAI({ json: COMPLETION });
    expect((await openai.chat.completions.create(ASK)).choices[0]?.message.content).toBe("hi");
    expect(await events()).toMatchObject([{
      event_type: "llm_request",
      provider: "openai",
      model: "gpt-5-2026",
      success: true,
      duration_ms: expect.any(Number),
      ...COUNTS,
    }]);
  });

  it("records a response, and one that is asked for with its raw answer, once each", async () => {
    const { openai, events } = await newOpenAI({ json: RESPONSE });
    await openai.responses.create({ model: "gpt-5", input: "hello" });
    const { data, response } = await openai.chat.completions.create(ASK).withResponse();
    expect([data.id, response.status]).toEqual(["r1", 200]);
    expect(await events()).toMatchObject([COUNTS, COUNTS]);
  });

  it("records what the client's own parse() helper asks for", async () => {
    const { openai, events } = await newOpenAI({ json: COMPLETION });
    expect((await openai.chat.completions.parse(ASK)).choices[0]?.message.content).toBe("hi");
    expect(await events()).toMatchObject([{ success: true, ...COUNTS }]);
  });

  it("passes a stream through and records it with the usage of its last chunk", async () => {
    const { openai, events } = await newOpenAI({ parts: CHUNKS });
    const stream = await openai.chat.completions.create({ ...ASK, stream: true });
    expect(stream.controller).toBeInstanceOf(AbortController);
    let text = "";
    for await (const part of stream) text += part.choices[0]?.delta.content ?? "";
    expect(text).toBe("hi");
    expect(await events()).toMatchObject([{ success: true, model: "gpt-5-2026", ...COUNTS }]);
  });

  it("records the stream() helper and tee() once", async () => {
    const { openai, events } = await newOpenAI({ parts: CHUNKS });
    expect(await openai.chat.completions.stream(ASK).finalContent()).toBe("hi");
    const [left, right] = (await openai.chat.completions.create({ ...ASK, stream: true })).tee();
    for (const side of [left, right]) {
      let parts = 0;
      for await (const _ of side) parts++;
      expect(parts).toBe(3);
    }
    expect(await events()).toMatchObject([COUNTS, COUNTS]);
  });

  it("records the usage at the end of a response's stream", async () => {
    const parts = [
      { type: "response.created", response: { ...RESPONSE, usage: null } },
      { type: "response.output_text.delta", delta: "hi" },
      { type: "response.completed", response: RESPONSE },
    ];
    const { openai, events } = await newOpenAI({ parts });
    const stream = await openai.responses.create({ model: "gpt-5", input: "hello", stream: true });
    for await (const _ of stream);
    expect(await events()).toMatchObject([{ model: "gpt-5-2026", ...COUNTS }]);
  });

  it("records a stream that is left early as abandoned", async () => {
    const { openai, events } = await newOpenAI({ parts: CHUNKS });
    for await (const _ of await openai.chat.completions.create({ ...ASK, stream: true })) break;
    expect(await events()).toMatchObject([{ success: true, metadata: { abandoned: true } }]);
  });

  it("records a refusal and throws the client's own error", async () => {
    const { openai, events } = await newOpenAI({
      status: 429,
      json: { error: { message: "slow down", code: "rate" } },
    });
    await expect(openai.chat.completions.create(ASK)).rejects.toBeInstanceOf(OpenAI.RateLimitError);
    expect(await events()).toMatchObject([{
      model: "gpt-5",
      success: false,
      status_code: 429,
      error_message: expect.stringContaining("slow down"),
    }]);
  });

  it("watches a client once, however often it is asked to", async () => {
    const { openai, events } = await newOpenAI({ json: COMPLETION });
    const { client } = await newTestClient();
    expect(observeOpenAI(openai, client)).toBe(openai);
    await openai.chat.completions.create(ASK);
    expect(await events()).toHaveLength(1);
    expect(client.stats().queued).toBe(0);
  });

  it("takes whatever has the form of a client, and anything else as it is", async () => {
    const { client, server } = await newTestClient();
    const ask = ({ model }: { model: string }) => ({ model: `${model}-1`, usage: { prompt_tokens: 5 } });
    const own = { chat: { completions: { create: ask } } };
    observeOpenAI(own, client, { provider: "local", team: "t" }).chat.completions.create({ model: "asked" });
    for (const value of [undefined, null, 1, {}]) expect(observeOpenAI(value, client)).toBe(value);
    await client.flush();
    expect(server.requests[0]?.events).toMatchObject([{
      provider: "local",
      team: "t",
      model: "asked-1",
      input_tokens: 5,
    }]);
  });
});
