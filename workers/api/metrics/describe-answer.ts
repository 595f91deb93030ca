import type { Timeseries } from "../../../contract/query.ts";
import type { TimeRange } from "../../../stores/clickhouse/tenant-query.ts";
import type { Period } from "./period.ts";

/** An instant on the wire. */
export function toIso(instant: number): string {
  return new Date(instant).toISOString();
}

/** A stretch of time on the wire. */
export function describeRange({ from, to }: TimeRange): { from: string; to: string } {
  return { from: toIso(from), to: toIso(to) };
}

/** The period that was answered for. */
export function describePeriod(period: Period): Timeseries["period"] {
  return { ...describeRange(period), interval: period.interval, time_zone: period.timeZone };
}

/** Figures that tell how fresh an answer is and whether any cost in it is an estimate. */
export const FRESHNESS_FIGURES = ["received_at_ms", "estimated_costs"] as const;

/** When the newest of some records was received, ISO; `now` (epoch ms) where there is none. */
export function newestOf(records: readonly { receivedAt: number }[], now: number): string {
  const newest = Math.max(0, ...records.map(({ receivedAt }) => receivedAt));
  return toIso(newest === 0 ? now : newest);
}

/** Freshness of an answer over groups that together hold all its events. */
export function describeFreshness(
  groups: { figures: Record<(typeof FRESHNESS_FIGURES)[number], number | null> }[],
  now: number,
): { as_of: string; estimated: boolean } {
  const newest = Math.max(0, ...groups.map(({ figures }) => figures.received_at_ms ?? 0));
  return {
    as_of: toIso(newest === 0 ? now : newest),
    estimated: groups.some(({ figures }) => (figures.estimated_costs ?? 0) > 0),
  };
}
