import type { Points, SeriesLook } from "../charts/Canvas.tsx";
import { type Colour, colour } from "../charts/palette.ts";
import { type ValueScale, valueScale } from "../charts/value-scale.ts";
import { type Lanes, smooth } from "./lanes.ts";

const WINDOW_SECONDS = 10;

/** What one lane draws. */
export interface LaneModel {
  kind: string;
  series: { look: SeriesLook; points: Points }[];
  scale: ValueScale;
}

function withAlpha(token: Colour, percent: number): () => string {
  return () => `color-mix(in srgb, ${colour(token)} ${percent}%, transparent)`;
}

/** A tint that hides what is drawn below it. */
function tint(token: Colour, percent: number): () => string {
  return () => `color-mix(in srgb, ${colour(token)} ${percent}%, ${colour("surface")})`;
}

function highest(values: readonly (number | null)[]): number {
  return values.reduce<number>((high, value) => Math.max(high, value ?? 0), 0);
}

function sum(...parts: readonly (number | null)[][]): Points {
  return (parts[0] ?? []).map((_, i) => {
    const values = parts.map((part) => part[i] ?? null);
    return values.includes(null) ? null : values.reduce<number>((total, value) => total + (value ?? 0), 0);
  });
}

/** Events stacked by kind: other at the bottom, tools, models on top. */
function eventsLane(lanes: Lanes, smoothed: boolean): LaneModel {
  const shape = (values: (number | null)[]) => (smoothed ? smooth(values) : values);
  const [other, tool, llm] = [shape(lanes.other), shape(lanes.tool), shape(lanes.llm)];
  const top = sum(other, tool, llm);
  const layers = [
    { look: { stroke: () => colour("s1"), width: 1.5, fill: tint("s1", 28) }, points: top },
    { look: { stroke: () => colour("s2"), width: 1.25, fill: tint("s2", 24) }, points: sum(other, tool) },
    { look: { stroke: withAlpha("s8", 70), width: 1.25, fill: tint("s8", 18) }, points: other },
  ];
  const bars = { look: { fill: withAlpha("text-3", 16), width: 0, bars: true }, points: lanes.events };
  // Single seconds may rise far above their mean; the scale leaves the highest few cut off.
  const sorted = lanes.events.filter((value) => value !== null).sort((a, b) => a - b);
  const usual = sorted[Math.floor(sorted.length * 0.98)] ?? 0;
  return {
    kind: `events ${smoothed}`,
    series: smoothed ? [bars, ...layers] : layers,
    scale: valueScale(Math.max(highest(top) * 1.1, usual), 1),
  };
}

/** The lanes from top to bottom. */
export function laneModels(
  lanes: Lanes,
  smoothed: boolean,
): Record<"events" | "errors" | "latency" | "tokens", LaneModel> {
  const tokens = smoothed ? smooth(lanes.tokens) : lanes.tokens;
  const errorsHigh = Math.max(3, highest(lanes.errors));
  return {
    events: eventsLane(lanes, smoothed),
    errors: {
      kind: "errors",
      series: [{
        look: { fill: () => colour("danger"), width: 0, bars: true },
        points: lanes.errors.map((value) => value || null),
      }],
      scale: { ticks: [0, errorsHigh], low: 0, high: errorsHigh },
    },
    latency: {
      kind: "latency",
      series: [
        { look: { stroke: () => colour("text-3"), width: 1.25 }, points: betweenCentres(lanes.p50, lanes.seconds) },
        { look: { stroke: () => colour("s1"), width: 1.75 }, points: betweenCentres(lanes.p95, lanes.seconds) },
      ],
      scale: threeLabels(highest(lanes.p95)),
    },
    tokens: {
      kind: "tokens",
      series: [{ look: { stroke: () => colour("s1"), width: 1.25, fill: () => colour("area") }, points: tokens }],
      scale: threeLabels(highest(tokens)),
    },
  };
}

/** The axis of a low lane, which has no room for more than three labels. */
function threeLabels(max: number): ValueScale {
  if (!(max > 0)) return valueScale(max);
  const power = 10 ** Math.floor(Math.log10(max / 2));
  const step = ([1, 2, 3, 5, 10].find((factor) => factor * power * 2 >= max) ?? 10) * power;
  return { ticks: [0, step, 2 * step], low: 0, high: 2 * step };
}

/** One value per window drawn as a line from the middle of each window to the middle of the next. */
export function betweenCentres(values: readonly (number | null)[], seconds: readonly number[]): Points {
  return values.map((value, i) => {
    const offset = ((seconds[i] ?? 0) / 1000) % WINDOW_SECONDS;
    const centre = (WINDOW_SECONDS - 1) / 2;
    const other = values[offset < centre ? i - WINDOW_SECONDS : i + WINDOW_SECONDS] ?? value;
    if (value === null || other === null) return value;
    return value + ((other - value) * Math.abs(offset - centre)) / WINDOW_SECONDS;
  });
}
