import type { Points, SeriesLook } from "../charts/Canvas.tsx";
import { type Colour, colour } from "../charts/palette.ts";
import { type ValueScale, valueScale } from "../charts/value-scale.ts";
import { type Lanes, smooth } from "./lanes.ts";

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
    scale: valueScale(Math.max(highest(top) * 1.1, usual)),
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
        { look: { stroke: () => colour("text-3"), width: 1.25 }, points: lanes.p50 },
        { look: { stroke: () => colour("s1"), width: 1.75 }, points: lanes.p95 },
      ],
      scale: twoLabels(valueScale(highest(lanes.p95))),
    },
    tokens: {
      kind: "tokens",
      series: [{ look: { stroke: () => colour("s1"), width: 1.25, fill: () => colour("area") }, points: tokens }],
      scale: twoLabels(valueScale(highest(tokens))),
    },
  };
}

/** A low lane has no room for four labels. */
function twoLabels({ ticks, low, high }: ValueScale): ValueScale {
  const [, second] = ticks;
  if (ticks.length <= 3 || second === undefined) return { ticks, low, high };
  const top = Math.max(high, (ticks.length - 1) * second);
  return {
    ticks: ticks.filter((_, i) => i === 0 || i === ticks.length - 1 || (ticks.length === 5 && i === 2)),
    low,
    high: top,
  };
}
