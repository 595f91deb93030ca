/**
 * Records the model calls of the Vercel AI SDK, from version 5 on.
 *
 * ```ts
 * import { wrapLanguageModel } from "ai";
 * import { fleetglassMiddleware } from "@fleetglass/sdk/ai-sdk";
 *
 * const model = wrapLanguageModel({ model: openai("gpt-5"), middleware: fleetglassMiddleware(fleetglass) });
 * ```
 *
 * @module
 */
import type { Client } from "./client.ts";
import { type CallFields, type ModelCall, partOf, tokens, type Usage, watchModelCall } from "./model-call.ts";
import type { CallWatch } from "./observe-call.ts";

/** A middleware of language models, as `wrapLanguageModel()` takes it. */
export interface FleetglassMiddleware {
  readonly specificationVersion: "v3";
  // The functions are of the AI SDK's types, which differ between its versions and are not ours to name.
  // oxlint-disable-next-line typescript/no-explicit-any
  wrapGenerate(call: any): Promise<any>;
  // oxlint-disable-next-line typescript/no-explicit-any
  wrapStream(call: any): Promise<any>;
}

interface Call {
  doGenerate: () => PromiseLike<unknown>;
  doStream: () => PromiseLike<{ stream: ReadableStream<unknown> }>;
  model?: { provider?: string; modelId?: string };
}

/**
 * A middleware that records every call of the model as `llm_request`, streamed or not.
 *
 * @param client whom to tell; a session's client puts the calls into the session
 * @param fields put on every event; `provider` is the model's unless given here
 */
export function fleetglassMiddleware(client: Pick<Client, "llmCall">, fields: CallFields = {}): FleetglassMiddleware {
  const begin = ({ model }: Call): { watch: CallWatch; startedAt: number } => {
    const provider = model?.provider === undefined ? {} : { provider: model.provider.split(".", 1)[0] ?? "" };
    const watch = watchModelCall(client, { model: model?.modelId }, { ...provider, ...fields }, readPart);
    return { watch, startedAt: performance.now() };
  };
  return {
    specificationVersion: "v3",
    async wrapGenerate(call: Call) {
      const { watch, startedAt } = begin(call);
      return await settle(call.doGenerate, watch, startedAt, (value) => {
        watch.end({ value, isError: false, isLeft: false, durationMs: performance.now() - startedAt });
        return value;
      });
    },
    async wrapStream(call: Call) {
      const { watch, startedAt } = begin(call);
      return await settle(call.doStream, watch, startedAt, (result) => ({
        ...result,
        stream: watchStream(result.stream, watch, startedAt),
      }));
    },
  };
}

async function settle<T, R>(
  run: () => PromiseLike<T>,
  watch: CallWatch,
  startedAt: number,
  pass: (value: T) => R,
): Promise<R> {
  try {
    return pass(await run());
  } catch (error) {
    watch.end({ error, isError: true, isLeft: false, durationMs: performance.now() - startedAt });
    throw error;
  }
}

/** The same stream with its parts seen as they pass; a part of type `error` is a failure that the AI SDK passes on as one. */
function watchStream(stream: ReadableStream<unknown>, watch: CallWatch, startedAt: number): ReadableStream<unknown> {
  const reader = stream.getReader();
  let failure: { error: unknown } | undefined;
  const end = (isLeft: boolean) =>
    watch.end({
      ...failure,
      isError: failure !== undefined,
      isLeft,
      durationMs: performance.now() - startedAt,
    });
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read();
        if (done) {
          end(false);
          controller.close();
          return;
        }
        const part = value as { type?: unknown; error?: unknown } | null;
        if (part?.type === "error") failure = { error: part.error };
        watch.see(value);
        controller.enqueue(value);
      } catch (error) {
        failure = { error };
        end(false);
        controller.error(error);
      }
    },
    cancel(reason) {
      end(true);
      return reader.cancel(reason);
    },
  });
}

function readPart(part: Record<string, unknown>, known: ModelCall): void {
  const { modelId } = part.type === "response-metadata" ? part : partOf(part, "response");
  if (typeof modelId === "string") known.model = modelId;
  if (typeof part.usage === "object" && part.usage !== null) known.usage = readUsage(partOf(part, "usage"));
}

/** Version 6 splits input and output; version 5 has totals that include what it names beside them. */
function readUsage(usage: Record<string, unknown>): Usage {
  if (typeof usage.inputTokens === "object" || typeof usage.outputTokens === "object") {
    const input = partOf(usage, "inputTokens");
    const output = partOf(usage, "outputTokens");
    return disjoint({
      input: tokens(input.total) || tokens(input.noCache) + tokens(input.cacheRead) + tokens(input.cacheWrite),
      read: tokens(input.cacheRead),
      written: tokens(input.cacheWrite),
      output: tokens(output.total) || tokens(output.text) + tokens(output.reasoning),
      reasoning: tokens(output.reasoning),
    });
  }
  return disjoint({
    input: tokens(usage.inputTokens),
    read: tokens(usage.cachedInputTokens),
    written: 0,
    output: tokens(usage.outputTokens),
    reasoning: tokens(usage.reasoningTokens),
  });
}

function disjoint(sums: { input: number; read: number; written: number; output: number; reasoning: number }): Usage {
  return {
    input_tokens: Math.max(0, sums.input - sums.read - sums.written),
    output_tokens: Math.max(0, sums.output - sums.reasoning),
    cache_read_tokens: sums.read,
    cache_creation_tokens: sums.written,
    reasoning_tokens: sums.reasoning,
  };
}
