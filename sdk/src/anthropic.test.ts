import Anthropic from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { type ModelAnswer, startModelServer } from "../test/model-server.ts";
import { newTestClient } from "../test/test-client.ts";
import { observeAnthropic } from "./anthropic.ts";

const USAGE = { input_tokens: 20, output_tokens: 1, cache_read_input_tokens: 500, cache_creation_input_tokens: 70 };
const MESSAGE = {
  id: "m1",
  type: "message",
  role: "assistant",
  model: "claude-sonnet-4-5-20250929",
  content: [{ type: "text", text: "hi" }],
  stop_reason: "end_turn",
  stop_sequence: null,
  usage: { ...USAGE, output_tokens: 44 },
};
const COUNTS = { input_tokens: 20, output_tokens: 44, cache_read_tokens: 500, cache_creation_tokens: 70 };
const PARTS = [
  { type: "message_start", message: { ...MESSAGE, content: [], stop_reason: null, usage: USAGE } },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
  { type: "content_block_delta", index: 0, delta: { type: "text_delta", text: "hi" } },
  { type: "content_block_stop", index: 0 },
  { type: "message_delta", delta: { stop_reason: "end_turn", stop_sequence: null }, usage: { output_tokens: 44 } },
  { type: "message_stop" },
];
const ASK = { model: "claude-next", max_tokens: 100, messages: [{ role: "user" as const, content: "hello" }] };

async function newAnthropic(...answers: ModelAnswer[]) {
  const { client, server } = await newTestClient();
  const baseURL = await startModelServer(...answers);
  const anthropic = observeAnthropic(new Anthropic({ apiKey: "sk-x", baseURL, maxRetries: 0 }), client);
  return {
    anthropic,
    async events() {
      await client.flush();
      return server.requests.flatMap((request) => request.events);
    },
  };
}

describe("observeAnthropic()", () => {
  it("records a message, also of the beta interface, with its disjoint counts", async () => {
    const { anthropic, events } = await newAnthropic({ json: MESSAGE });
    expect((await anthropic.messages.create(ASK)).content).toMatchObject([{ text: "hi" }]);
    await anthropic.beta.messages.create(ASK);
    const expected = { provider: "anthropic", model: MESSAGE.model, success: true, ...COUNTS };
    expect(await events()).toMatchObject([expected, expected]);
  });

  it("adds up what a stream says at its start and at its end", async () => {
    const { anthropic, events } = await newAnthropic({ parts: PARTS });
    const types: string[] = [];
    for await (const part of await anthropic.messages.create({ ...ASK, stream: true })) types.push(part.type);
    expect(types).toEqual(PARTS.map(({ type }) => type));
    expect(await events()).toMatchObject([{ success: true, model: MESSAGE.model, ...COUNTS }]);
  });

  it("records the stream() helper", async () => {
    const { anthropic, events } = await newAnthropic({ parts: PARTS });
    expect(await anthropic.messages.stream(ASK).finalText()).toBe("hi");
    expect(await events()).toMatchObject([COUNTS]);
  });

  it("records a refusal, and a stream that breaks off, and throws the client's own errors", async () => {
    const { anthropic, events } = await newAnthropic(
      { status: 529, json: { type: "error", error: { type: "overloaded_error", message: "Overloaded" } } },
      { parts: PARTS.slice(0, 3), breaksOff: true },
    );
    await expect(anthropic.messages.create(ASK)).rejects.toBeInstanceOf(Anthropic.APIError);
    const read = async () => {
      for await (const _ of await anthropic.messages.create({ ...ASK, stream: true }));
    };
    await expect(read()).rejects.toThrow();
    expect(await events()).toMatchObject([
      { success: false, status_code: 529, model: ASK.model },
      { success: false, input_tokens: 20, output_tokens: 1 },
    ]);
  });
});
