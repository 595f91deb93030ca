import { emptyFigures, type Group } from "../../../stores/clickhouse/aggregate-events.ts";
import type { FigureName } from "../../../stores/clickhouse/figures.ts";
import type { Period } from "./period.ts";

/** One figure per bucket. Buckets without events hold what the figure is of no events, those that lie ahead `null`. */
export function toSeries<F extends FigureName>(
  groups: Group<F>[],
  figure: F,
  { buckets }: Pick<Period, "buckets">,
  now: number,
): (number | null)[] {
  const empty = emptyFigures([figure])[figure];
  const values = buckets.map((start) => start > now ? null : empty);
  for (const { bucket, figures } of groups) {
    // Laid-back time can reach a bucket further, where a change from summer time lies between.
    if (bucket < values.length) values[bucket] = figures[figure];
  }
  return values;
}
