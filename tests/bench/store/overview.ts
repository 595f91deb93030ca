import { type Interval, INTERVALS, KPI_NAMES } from "../../../contract/metrics.ts";
import { aggregateEvents, type Aggregation } from "../../../stores/clickhouse/aggregate-events.ts";
import { byBucket } from "../../../stores/clickhouse/dimension.ts";
import { createEventReader, type EventReader } from "../../../stores/clickhouse/event-reader.ts";
import type { Source } from "../../../stores/clickhouse/rollups/sources.ts";
import type { EventScope } from "../../../stores/clickhouse/tenant-query.ts";
import { rollStaleDays, rollTouchedHours } from "../../../workers/jobs/roll-up/roll-touched.ts";
import type { Bench, BenchResult } from "../result.ts";
import { median, percentile } from "../statistics.ts";
import { startBenchEngine } from "./bench-engine.ts";
import { LARGEST_ORG } from "./generate-events.ts";

const DAY_MS = 86_400_000;
const ASKED = 25;
const ASKED_RAW = 3;
const PERIODS: readonly { name: string; days: number; interval: Interval }[] = [
  { name: "30 d", days: 30, interval: "6h" },
  { name: "7 d", days: 7, interval: "1h" },
  { name: "24 h", days: 1, interval: "15m" },
];

/** What the overview asks: a series and the totals of it. */
function question(to: number, days: number, interval: Interval): { scope: EventScope; aggregation: Aggregation } {
  const widthMs = INTERVALS[interval];
  const from = Math.floor((to - days * DAY_MS) / widthMs) * widthMs;
  const figures = [
    ...KPI_NAMES,
    "events",
    "sessions_failed",
    "estimated_cost_share",
    "cache_hit_ratio",
    "mean_latency_ms",
    "error_rate",
    "received_at_ms",
    "estimated_costs",
  ] as const;
  return {
    scope: { tenant: { orgId: LARGEST_ORG, region: "us", sees: "everything" }, range: { from, to }, filters: [] },
    aggregation: { by: [byBucket({ kind: "elapsed", origin: from, widthMs })], figures, whole: true },
  };
}

async function overview(
  reader: EventReader,
  { scope, aggregation }: ReturnType<typeof question>,
  sources?: Source[],
) {
  const startedAt = performance.now();
  const signal = AbortSignal.timeout(60_000);
  const groups = await aggregateEvents(reader, scope, aggregation, signal, sources);
  const figures = groups.map(({ isWhole, bucket, figures }) => JSON.stringify({ isWhole, bucket, figures })).sort();
  return { ms: performance.now() - startedAt, text: JSON.stringify(figures) };
}

/** P5: the overview of an organisation that half of all events belong to, from rollups over from events alone. */
export const OVERVIEW: Bench = {
  name: "P5",
  async run({ rows }): Promise<BenchResult> {
    const engine = await startBenchEngine();
    try {
      const now = Date.now();
      const loadMs = await engine.load({ rows, days: 30.5, end: now, orgs: 100 });
      const jobs = engine.access("jobs");
      const rollStart = performance.now();
      while (!(await rollTouchedHours(jobs, 0)).done);
      while (!(await rollStaleDays(jobs)).done);
      const rollMs = performance.now() - rollStart;
      const read = engine.access("read");
      const reader = createEventReader({ us: read, eu: read });
      const figures: Record<string, number> = {
        "events in all": rows,
        "rows/s written": rows / loadMs * 1_000,
        "rows/s aggregated": rows / rollMs * 1_000,
      };
      let isSame = true;
      for (const { name, days, interval } of PERIODS) {
        const asked = question(now, days, interval);
        const raw = await repeat(ASKED_RAW, () => overview(reader, asked, []));
        const rolled = await repeat(ASKED, () => overview(reader, asked));
        isSame &&= raw.text === rolled.text;
        figures[`${name}: of events alone, median ms`] = median(raw.times);
        figures[`${name}: with rollups, median ms`] = median(rolled.times);
        figures[`${name}: with rollups, p95 ms`] = percentile(rolled.times, 0.95);
        figures[`${name}: times faster`] = median(raw.times) / median(rolled.times);
      }
      return {
        id: "P5",
        what: "overview of an organisation with half of all events",
        bar: "30 d: ≥ 20 times faster than of events alone, p95 ≤ 150 ms, and the same answer",
        figures,
        holds: isSame && (figures["30 d: times faster"] ?? 0) >= 20 &&
          (figures["30 d: with rollups, p95 ms"] ?? 1e9) <= 150,
        notes: [
          `asked ${ASKED} times (${ASKED_RAW} of events alone), totals and series, the present hour included`,
          isSame ? "both ways answered the same, to the last digit" : "THE TWO WAYS ANSWERED DIFFERENTLY",
        ],
      };
    } finally {
      await engine.stop();
    }
  },
};

async function repeat(count: number, ask: () => Promise<{ ms: number; text: string }>) {
  const first = await ask();
  const times: number[] = [];
  for (let i = 0; i < count; i++) times.push((await ask()).ms);
  return { text: first.text, times };
}
