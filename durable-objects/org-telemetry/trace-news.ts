import { type Mark, type Measure, RANK, type TraceNews } from "../../contract/telemetry.ts";
import { ancestorsOf, spanScope, takeMark } from "./marks.ts";
import type { TelemetryStorage } from "./storage.ts";

/** Measures that spans may tell of what other spans tell. */
const NESTED: readonly Measure[] = ["requests", "tokens"];

/**
 * Learns which span is whose child, and who acts in a trace. What is told below a span is told below all spans above it, also
 * when the span between them is heard of last.
 * @returns marks that follow from it, all of them new
 */
export function takeTrace(storage: TelemetryStorage, news: TraceNews, now: number): Mark[] {
  if (Object.keys(news.parents).length > 0) storage.writeParents(news.trace_id, news.parents, now);
  if (news.context !== undefined) takeContext(storage, news, now);
  const marks: Mark[] = [];
  for (const [child, parent] of Object.entries(news.parents)) {
    for (const measure of NESTED) {
      const below = storage.readMark(spanScope(news.trace_id, child), measure);
      if (below === undefined) continue;
      const rank = below.rank === RANK.outerSpan ? RANK.outerSpan : RANK.span;
      marks.push(
        ...takeMarkUpwards(storage, { scope: spanScope(news.trace_id, parent), measure, rank, at: below.to }, now),
      );
    }
  }
  return marks;
}

/** Takes a mark, and the same for all spans above where it is a span's. Answers those that were news. */
export function takeMarkUpwards(storage: TelemetryStorage, mark: Mark, now: number): Mark[] {
  const marks = [mark];
  const [kind, traceId, spanId] = mark.scope.split(":");
  if (kind === "p" && traceId !== undefined && spanId !== undefined) {
    const ancestors = ancestorsOf(storage.readParents(traceId), spanId);
    marks.push(...ancestors.map((ancestor) => ({ ...mark, scope: spanScope(traceId, ancestor) })));
  }
  return marks.filter((candidate) => takeMark(storage, candidate, now));
}

/** The first span that says who acts in a trace is believed; later ones fill in what it did not say. */
function takeContext(storage: TelemetryStorage, { trace_id, context }: TraceNews, now: number): void {
  const known = storage.readContext(trace_id);
  storage.writeContext(trace_id, { ...context, ...known }, now);
}
