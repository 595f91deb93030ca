import { textOf } from "../records/attributes.ts";
import type { Span } from "../records/span.ts";
import type { SpanReading } from "./draft.ts";
import { outerReading, toolReading } from "./gen-ai.ts";
import { readUsage } from "./usage.ts";

/** OpenLLMetry: what is around model calls says what it is in `traceloop.span.kind`; the calls follow the GenAI conventions. */
export function readOpenLlmetrySpan(span: Span): SpanReading | undefined {
  const { attributes } = span;
  const name = textOf(attributes, "traceloop.entity.name") ?? span.name;
  switch (textOf(attributes, "traceloop.span.kind")) {
    case "tool":
      return toolReading(name);
    case "agent":
    case "workflow":
      return outerReading(span, readUsage(attributes), { event_type: "task_complete" });
    case "task":
      return outerReading(span, readUsage(attributes), { event_type: "custom", custom_type: span.name });
    default:
      return undefined;
  }
}
