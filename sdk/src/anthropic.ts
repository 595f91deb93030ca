/**
 * Records the calls of an Anthropic client.
 *
 * ```ts
 * import Anthropic from "@anthropic-ai/sdk";
 * import { observeAnthropic } from "@fleetglass/sdk/anthropic";
 *
 * const anthropic = observeAnthropic(new Anthropic(), fleetglass);
 * ```
 *
 * @module
 */
import type { Client } from "./client.ts";
import { type CallFields, type ModelCall, partOf, tokens, watchModelCall } from "./model-call.ts";
import { observeMethod } from "./observe-call.ts";

/**
 * Records every message that a model is asked for as `llm_request`, streamed or not, those of `messages.stream()` and of the beta
 * interface too. Works with any client of that form.
 *
 * @param anthropic watched in place and returned
 * @param client whom to tell; a session's client puts the calls into the session
 * @param fields put on every event; `provider` is `anthropic` unless given here
 */
export function observeAnthropic<T>(anthropic: T, client: Pick<Client, "llmCall">, fields: CallFields = {}): T {
  for (const owner of [partOf(anthropic, "messages"), partOf(partOf(anthropic, "beta"), "messages")]) {
    observeMethod(owner, "create", ([request]) =>
      watchModelCall(
        client,
        { model: partOf({ request }, "request").model },
        { provider: "anthropic", ...fields },
        readPart,
      ));
  }
  return anthropic;
}

/** A message, or an event of a stream: `message_start` holds a message, `message_delta` the counts so far. */
function readPart(part: Record<string, unknown>, known: ModelCall): void {
  const message = part.type === "message_start" ? partOf(part, "message") : part;
  if (typeof message.model === "string") known.model = message.model;
  const usage = partOf(message, "usage");
  const take = (name: string, before: number | undefined) => usage[name] == null ? before : tokens(usage[name]);
  if (Object.keys(usage).length === 0) return;
  // The counts are disjoint already, and those of later events replace earlier ones.
  known.usage = {
    input_tokens: take("input_tokens", known.usage?.input_tokens),
    output_tokens: take("output_tokens", known.usage?.output_tokens),
    cache_read_tokens: take("cache_read_input_tokens", known.usage?.cache_read_tokens),
    cache_creation_tokens: take("cache_creation_input_tokens", known.usage?.cache_creation_tokens),
  };
}
