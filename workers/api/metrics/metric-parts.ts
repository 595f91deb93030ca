import { isAdditive, type MetricName } from "../../../contract/metrics.ts";
import type { MetricPart } from "../../../contract/query.ts";

/** What is known of a metric of one part of a whole. */
interface Known {
  value: number | null;
  /** Of the whole; `undefined` where it is not known. */
  whole: number | null | undefined;
  /** Of the period before; `undefined` where it was not asked for. */
  before: number | null | undefined;
}

/** A metric of one part of a whole, with its share and its change since the period before. */
export function describePart(metric: MetricName, { value, whole, before }: Known): MetricPart {
  return {
    value,
    share: isAdditive(metric) ? ratio(value, whole) : null,
    previous: before ?? null,
    change: before === null || before === undefined || value === null ? null : ratio(value - before, before),
  };
}

function ratio(part: number | null, whole: number | null | undefined): number | null {
  return part === null || whole === null || whole === undefined || whole === 0 ? null : part / whole;
}
