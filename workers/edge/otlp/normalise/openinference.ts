import { textOf } from "../records/attributes.ts";
import type { Span } from "../records/span.ts";
import type { SpanReading } from "./draft.ts";
import { outerReading, requestReading, toolReading } from "./gen-ai.ts";
import { readUsage } from "./usage.ts";

/** OpenInference (Arize, Phoenix): every span says what it is in `openinference.span.kind`. */
export function readOpenInferenceSpan(span: Span): SpanReading | undefined {
  const { attributes } = span;
  const usage = readUsage(attributes);
  switch (textOf(attributes, "openinference.span.kind")?.toUpperCase()) {
    case undefined:
      return undefined;
    case "LLM":
    case "EMBEDDING":
      return requestReading(span, usage);
    case "TOOL":
      return toolReading(textOf(attributes, "tool.name") ?? span.name);
    case "AGENT":
      return outerReading(span, usage, { event_type: "task_complete" });
    default:
      return outerReading(span, usage, { event_type: "custom", custom_type: span.name });
  }
}
