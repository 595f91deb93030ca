import type { TraceContext } from "../../../contract/telemetry.ts";
import { sessionOf, teamOf, userOf } from "./identity.ts";
import type { Span } from "./records/span.ts";

const MAX_DEPTH = 200;

/** The spans of one request by their place in their traces. */
export class SpanTree {
  readonly #spans = new Map<string, Span>();
  /** What each span says itself: it is asked for by all spans below. */
  readonly #own = new Map<Span, TraceContext>();
  /** By trace: what the first span that names a session says. */
  readonly #traces = new Map<string, TraceContext>();

  constructor(spans: readonly Span[]) {
    for (const span of spans) {
      this.#spans.set(nameOf(span.traceId, span.spanId), span);
      const context = contextOf(span);
      this.#own.set(span, context);
      if (context.session_id !== undefined && !this.#traces.has(span.traceId)) this.#traces.set(span.traceId, context);
    }
  }

  /** Who acts in a span: what it says itself, else what the nearest span above it says, else what its trace says elsewhere. */
  contextOf(span: Span): TraceContext {
    let context = { ...this.#own.get(span) };
    let above = this.#parentOf(span);
    for (let depth = 0; above !== undefined && depth < MAX_DEPTH; depth++) {
      context = { ...this.#own.get(above), ...context };
      above = this.#parentOf(above);
    }
    return span.traceId === "" ? context : { ...this.#traces.get(span.traceId), ...context };
  }

  #parentOf({ traceId, parentSpanId }: Span): Span | undefined {
    return parentSpanId === "" ? undefined : this.#spans.get(nameOf(traceId, parentSpanId));
  }
}

function nameOf(traceId: string, spanId: string): string {
  return `${traceId}:${spanId}`;
}

function contextOf({ attributes, resource }: Span): TraceContext {
  const entries = Object.entries({
    session_id: sessionOf(attributes, resource),
    user_id: userOf(attributes, resource),
    team: teamOf(attributes, resource),
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}
