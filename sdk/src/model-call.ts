import type { Client } from "./client.ts";
import { describeError } from "./describe-error.ts";
import type { EventFields } from "./event.ts";
import type { CallEnd, CallWatch } from "./observe-call.ts";

/** Token counts as the events have them: disjoint. */
export type Usage = Pick<
  EventFields,
  "input_tokens" | "output_tokens" | "cache_read_tokens" | "cache_creation_tokens" | "reasoning_tokens"
>;

/** What is known of a model call so far. */
export interface ModelCall {
  model?: unknown;
  usage?: Usage | undefined;
}

/** The fields that every recorded call gets. */
export type CallFields = Partial<EventFields>;

/**
 * Watches one model call and records it as `llm_request`.
 * @param read takes what an answer, or a part of a stream, says of model and usage
 */
export function watchModelCall(
  client: Pick<Client, "llmCall">,
  asked: ModelCall,
  fields: CallFields,
  read: (part: Record<string, unknown>, known: ModelCall) => void,
): CallWatch {
  const known: ModelCall = asked;
  const see = (part: unknown) => {
    if (typeof part === "object" && part !== null) read(part as Record<string, unknown>, known);
  };
  return { see, end: (how) => void client.llmCall(describeCall(how, known, fields, see)) };
}

function describeCall(how: CallEnd, known: ModelCall, fields: CallFields, see: (part: unknown) => void): EventFields {
  try {
    see(how.value);
  } catch {
    // An answer in another form is recorded without its usage.
  }
  return {
    ...(typeof known.model === "string" ? { model: known.model } : {}),
    ...known.usage,
    duration_ms: Math.round(how.durationMs),
    success: !how.isError,
    ...(how.isError ? describeError(how.error) : {}),
    ...(how.isLeft ? { metadata: { abandoned: true } } : {}),
    ...fields,
  };
}

/** A count of tokens, or 0 for anything else. */
export function tokens(value: unknown): number {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? Math.round(value) : 0;
}

/** A part of a value, when that is an object. */
export function partOf(value: unknown, name: string): Record<string, unknown> {
  const part = (value as Record<string, unknown> | null | undefined)?.[name];
  return typeof part === "object" && part !== null ? part as Record<string, unknown> : {};
}
