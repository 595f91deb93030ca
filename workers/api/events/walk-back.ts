import type { TimeRange } from "../../../stores/clickhouse/tenant-query.ts";

const FIRST_STEP_MS = 3_600_000;
const GROWTH = 8;

/**
 * Stretches of a period from its end backwards, each eight times as long as the one before. Whoever wants the newest few of very
 * many finds them in the first; whoever looks for something rare reads everything once.
 */
export function* walkBack({ from, to }: TimeRange): Generator<TimeRange> {
  let end = to;
  for (let step = FIRST_STEP_MS; end > from; step *= GROWTH) {
    const start = Math.max(from, end - step);
    yield { from: start, to: end };
    end = start;
  }
}
