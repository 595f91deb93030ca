import type { TimeRange } from "../../../stores/clickhouse/tenant-query.ts";

const DAY_MS = 86_400_000;

/** A calendar month of UTC. Times are epoch ms. */
export interface Month extends TimeRange {
  previousFrom: number;
  /** Start of each day. */
  days: number[];
}

/** The month that an instant lies in. */
export function monthAround(instant: number): Month {
  const date = new Date(instant);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  const from = Date.UTC(year, month);
  const to = Date.UTC(year, month + 1);
  const days = Array.from({ length: (to - from) / DAY_MS }, (_, day) => from + day * DAY_MS);
  return { from, to, previousFrom: Date.UTC(year, month - 1), days };
}

/** How much of something a month will have taken at its end, if the rest of it is as what was. */
export function projectUse({ from, to, now, used }: TimeRange & { now: number; used: number }): number {
  return Math.max(used, paceOf(from, now, used) * (to - from));
}

function paceOf(from: number, now: number, used: number): number {
  // An hour at least: the first events of a month say nothing of its pace.
  return used / Math.max(3_600_000, now - from);
}

/** How a month will end if the rest of it is as what was, and when a limit will be reached; `null` if not within it. */
export function projectMonth(
  { from, to, now, used, limit }: TimeRange & { now: number; used: number; limit: number | null },
): { projected: number; exhaustedAt: number | null } {
  const pace = paceOf(from, now, used);
  const projected = Math.round(projectUse({ from, to, now, used }));
  if (limit === null || projected < limit) return { projected, exhaustedAt: null };
  const left = Math.max(0, limit - used);
  return { projected, exhaustedAt: left === 0 ? now : Math.min(to, Math.round(now + left / pace)) };
}
