import { type Interval, type PeriodPreset, PERIODS } from "../../../contract/metrics.ts";
import { formatDayMinute } from "../format/time.ts";
import type { ViewState } from "./view-state.ts";

/** Presets in the order of the picker, chosen by the keys 1 to 5. */
export const PRESETS = [
  { value: "1h", label: "Last hour", previous: "Previous hour" },
  { value: "24h", label: "Last 24 hours", previous: "Previous 24 hours" },
  { value: "7d", label: "Last 7 days", previous: "Previous 7 days" },
  { value: "30d", label: "Last 30 days", previous: "Previous 30 days" },
  { value: "90d", label: "Last 90 days", previous: "Previous 90 days" },
] as const satisfies readonly { value: PeriodPreset; label: string; previous: string }[];

const INTERVAL_NAMES: Record<Interval, { label: string; per: string; current: string }> = {
  "1m": { label: "Minute", per: "per minute", current: "Current minute" },
  "5m": { label: "5 min", per: "per 5 minutes", current: "Current 5 minutes" },
  "15m": { label: "15 min", per: "per 15 minutes", current: "Current 15 minutes" },
  "1h": { label: "Hour", per: "per hour", current: "Current hour" },
  "6h": { label: "6 h", per: "per 6 hours", current: "Current 6 hours" },
  "1d": { label: "Day", per: "per day", current: "Current day" },
};

/** What a bucket width is called. */
export function intervalNames(interval: Interval): { label: string; per: string; current: string } {
  return INTERVAL_NAMES[interval];
}

/** A view's length in milliseconds. */
export function viewLength(view: ViewState): number {
  if (view.from !== null && view.to !== null) return Date.parse(view.to) - Date.parse(view.from);
  return PERIODS[view.period === "custom" ? "7d" : view.period];
}

/** The bucket widths that suit a period: a fine one, which is the default, and a coarse one. */
export function intervalChoices(lengthMs: number): readonly [Interval, Interval] {
  if (lengthMs <= PERIODS["1h"]) return ["1m", "5m"];
  if (lengthMs <= PERIODS["24h"]) return ["15m", "1h"];
  if (lengthMs <= PERIODS["7d"]) return ["1h", "1d"];
  return ["6h", "1d"];
}

/** The bucket width of a view's chart: the chosen one if it suits the period, else the fine one, or the `coarse` one. */
export function chartInterval(view: ViewState, coarse = false): Interval {
  const [fine, wide] = intervalChoices(viewLength(view));
  return [fine, wide].find((choice) => choice === view.interval) ?? (coarse ? wide : fine);
}

/** What the period is called, and its bounds where they are not obvious. */
export function describePeriod(view: ViewState, now: number, timeZone: string): { label: string; bounds: string } {
  if (view.period === "custom" && view.from !== null && view.to !== null) {
    const bounds = `${formatDayMinute(Date.parse(view.from), timeZone)} – ${
      formatDayMinute(Date.parse(view.to), timeZone)
    }`;
    return { label: "Custom", bounds };
  }
  const preset = PRESETS.find(({ value }) => value === view.period) ?? PRESETS[2];
  return { label: preset.label, bounds: `${formatDayMinute(now - PERIODS[preset.value], timeZone)} – now` };
}

/** What the compared period is called. */
export function describePrevious(view: ViewState): string {
  return PRESETS.find(({ value }) => value === view.period)?.previous ?? "Previous period";
}
