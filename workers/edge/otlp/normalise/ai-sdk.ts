import { textOf } from "../records/attributes.ts";
import type { Span } from "../records/span.ts";
import type { SpanReading } from "./draft.ts";
import { outerReading, requestReading, toolReading } from "./gen-ai.ts";
import { readUsage } from "./usage.ts";

/** The inner span of a call: one request to the provider. The outer one, of the same name without it, adds them up. */
const REQUEST = /\.do[A-Z]/;

/** Vercel's AI SDK up to version 6: spans named `ai.*`. Version 7 follows the GenAI conventions. */
export function readAiSdkSpan(span: Span): SpanReading | undefined {
  const operation = textOf(span.attributes, "ai.operationId") ?? span.name;
  if (!operation.startsWith("ai.")) return undefined;
  if (operation === "ai.toolCall") return toolReading(textOf(span.attributes, "ai.toolCall.name") ?? span.name);
  const usage = readUsage(span.attributes);
  if (REQUEST.test(operation)) return requestReading(span, usage);
  return outerReading(span, usage, { event_type: "custom", custom_type: operation });
}
