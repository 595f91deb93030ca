import type { Timeseries } from "../../../contract/query.ts";
import type { Points, SeriesLook } from "../charts/Canvas.tsx";
import { type Colour, colour, OTHER_COLOUR, SERIES_COLOURS } from "../charts/palette.ts";
import { ratioScale, type ValueScale, valueScale } from "../charts/value-scale.ts";
import { OTHER } from "../filters/labels.ts";
import type { MetricSpec } from "./metric-spec.ts";

/** A series of the chart as the legend and the tooltip name it. */
export interface NamedSeries {
  key: string | null;
  colour: Colour;
  values: readonly (number | null)[];
}

/** What the chart draws. */
export interface ChartModel {
  named: NamedSeries[];
  drawn: { look: SeriesLook; points: Points }[];
  scale: ValueScale;
}

/** Named series with their colours: the whole, or the parts of a split with "Other" last. */
export function nameSeries({ series }: Timeseries): NamedSeries[] {
  const parts = [...series].sort((a, b) => Number(a.key === OTHER) - Number(b.key === OTHER));
  return parts.map(({ key, values }, i) => ({
    key,
    values,
    colour: key === OTHER ? OTHER_COLOUR : (SERIES_COLOURS[i] ?? OTHER_COLOUR),
  }));
}

/** Each series added to those before it. */
export function stackValues(series: readonly (readonly (number | null)[])[]): (number | null)[][] {
  const sums: (number | null)[] = [];
  return series.map((values) =>
    values.map((value, i) => {
      const below = sums[i] ?? null;
      const sum = value === null ? below : (below ?? 0) + value;
      sums[i] = sum;
      return sum;
    })
  );
}

/** The part of a line before what is still counting, and the rest, which is dashed. */
export function splitPartial(values: readonly (number | null)[], partialFrom: number | null): [Points, Points | null] {
  if (partialFrom === null) return [[...values], null];
  return [
    values.map((value, i) => (i < partialFrom ? value : null)),
    values.map((value, i) => (i >= partialFrom - 1 ? value : null)),
  ];
}

function lineLooks(series: NamedSeries, area: boolean): { solid: SeriesLook; dashed: SeriesLook } {
  const stroke = () => colour(series.colour);
  const fill = area ? { fill: () => colour(series.colour === "danger" ? "danger-soft" : "area") } : {};
  return { solid: { stroke, width: 1.75, ...fill }, dashed: { stroke, width: 1.75, dash: [2, 2.5], ...fill } };
}

function drawLines(named: readonly NamedSeries[], area: boolean, partialFrom: number | null): ChartModel["drawn"] {
  return named.flatMap((series) => {
    const [solid, dashed] = splitPartial(series.values, partialFrom);
    const looks = lineLooks(series, area);
    return [{ look: looks.solid, points: solid }, ...(dashed === null ? [] : [{ look: looks.dashed, points: dashed }])];
  });
}

function drawStack(named: readonly NamedSeries[]): { drawn: ChartModel["drawn"]; top: readonly (number | null)[] } {
  const sums = stackValues(named.map(({ values }) => values));
  const layers = named.map((series, i) => ({
    look: { stroke: () => colour("surface"), width: 1, fill: () => colour(series.colour) },
    points: sums[i] ?? [],
  }));
  // The highest layer first: each next one covers its lower part.
  return { drawn: layers.toReversed(), top: sums.at(-1) ?? [] };
}

const DANGER: Colour = "danger";

function isFailure(metric: MetricSpec["name"]): boolean {
  return metric === "errors" || metric === "tool_failures";
}

/** Turns an answer into what the chart draws. */
export function modelChart(answer: Timeseries, spec: MetricSpec): ChartModel {
  const parts = nameSeries(answer);
  // Errors as a whole are never the colour of a series.
  const named = parts.map((part) => (part.key === null && isFailure(spec.name) ? { ...part, colour: DANGER } : part));
  const split = named.length > 1 || (named[0]?.key ?? null) !== null;
  const comparison = answer.comparison?.values ?? [];
  const stack = split && spec.additive ? drawStack(named) : null;
  const heights = [...(stack?.top ?? named.flatMap(({ values }) => values)), ...comparison].filter((v) => v !== null);
  const high = Math.max(0, ...heights);
  const scale = spec.kind === "ratio" && heights.length > 0
    ? ratioScale(Math.min(...heights), high)
    : valueScale(high, spec.whole ? 1 : 0);
  const before = comparison.length === 0
    ? []
    : [{ look: { stroke: () => colour("text-3"), width: 1.25, dash: [3, 3] }, points: [...comparison] }];
  const drawn = stack?.drawn ?? drawLines(named, spec.area && !split, answer.partial_from);
  return { named, drawn: stack === null ? [...before, ...drawn] : [...drawn, ...before], scale };
}
