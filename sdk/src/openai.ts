/**
 * Records the calls of an OpenAI client.
 *
 * ```ts
 * import OpenAI from "openai";
 * import { observeOpenAI } from "@fleetglass/sdk/openai";
 *
 * const openai = observeOpenAI(new OpenAI(), fleetglass);
 * ```
 *
 * @module
 */
import type { Client } from "./client.ts";
import { type CallFields, type ModelCall, partOf, tokens, type Usage, watchModelCall } from "./model-call.ts";
import { observeMethod } from "./observe-call.ts";

/** Where a client of the OpenAI form has the methods that call models. */
const METHODS = [["chat", "completions"], ["completions"], ["responses"], ["embeddings"]];

/**
 * Records every call of a model as `llm_request`: chat completions, responses, completions and embeddings, streamed or not, their
 * `parse()` and `stream()` helpers too. Works with any client of that form.
 *
 * A streamed chat completion says its usage only when asked for by `stream_options: { include_usage: true }`.
 *
 * @param openai watched in place and returned
 * @param client whom to tell; a session's client puts the calls into the session
 * @param fields put on every event; `provider` is `openai` unless given here
 */
export function observeOpenAI<T>(openai: T, client: Pick<Client, "llmCall">, fields: CallFields = {}): T {
  for (const path of METHODS) {
    const owner = path.reduce<unknown>((value, name) => partOf(value, name), openai);
    observeMethod(owner, "create", ([request]) =>
      watchModelCall(
        client,
        { model: partOf({ request }, "request").model },
        { provider: "openai", ...fields },
        readPart,
      ));
  }
  return openai;
}

/** An answer, a chunk of a chat completion, or an event of a response's stream, which has the response inside. */
function readPart(part: Record<string, unknown>, known: ModelCall): void {
  const answer = typeof part.response === "object" && part.response !== null ? partOf(part, "response") : part;
  if (typeof answer.model === "string") known.model = answer.model;
  if (typeof answer.usage === "object" && answer.usage !== null) known.usage = readUsage(partOf(answer, "usage"));
}

/** OpenAI's input includes what came from and went to the cache, its output the reasoning. */
function readUsage(usage: Record<string, unknown>): Usage {
  const input = { ...partOf(usage, "prompt_tokens_details"), ...partOf(usage, "input_tokens_details") };
  const output = { ...partOf(usage, "completion_tokens_details"), ...partOf(usage, "output_tokens_details") };
  const read = tokens(input.cached_tokens);
  const written = tokens(input.cache_write_tokens);
  const reasoning = tokens(output.reasoning_tokens);
  return {
    input_tokens: Math.max(0, tokens(usage.prompt_tokens ?? usage.input_tokens) - read - written),
    output_tokens: Math.max(0, tokens(usage.completion_tokens ?? usage.output_tokens) - reasoning),
    cache_read_tokens: read,
    cache_creation_tokens: written,
    reasoning_tokens: reasoning,
  };
}
