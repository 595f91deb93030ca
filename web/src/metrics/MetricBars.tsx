import { useMemo } from "react";
import { type GroupName, INTERVALS } from "../../../contract/metrics.ts";
import type { Timeseries } from "../../../contract/query.ts";
import { StackedBars } from "../charts/StackedBars.tsx";
import { valueLabel } from "../filters/labels.ts";
import { intervalNames } from "../filters/period.ts";
import { nameSeries } from "./chart-series.ts";
import type { MetricSpec } from "./metric-spec.ts";

interface MetricBarsProps {
  answer: Timeseries;
  spec: MetricSpec;
  timeZone: string;
  split: GroupName | null;
  /** Of the plot. */
  height: number;
  /** Told the bucket that was clicked, epoch ms. */
  onPick: (start: number, end: number) => void;
  /** What a click opens, in the plural. */
  rows: string;
}

/** A metric over time as bars of its parts. */
export function MetricBars({ answer, spec, timeZone, split, height, onPick, rows }: MetricBarsProps) {
  const { interval } = answer.period;
  const starts = useMemo(() => answer.buckets.map((bucket) => Date.parse(bucket)), [answer]);
  const series = useMemo(() =>
    nameSeries(answer).map(({ key, colour, values }) => ({
      key: key ?? "",
      label: key === null ? spec.label : valueLabel(split ?? "model", key),
      colour,
      values,
    })), [answer, spec, split]);
  return (
    <StackedBars
      label={`${spec.label} ${intervalNames(interval).per}`}
      starts={starts}
      widthMs={INTERVALS[interval]}
      timeZone={timeZone}
      series={series}
      comparison={answer.comparison}
      partialFrom={answer.partial_from}
      height={height}
      exact={spec.exact}
      axis={spec.axis}
      whole={spec.whole}
      rows={rows}
      onPick={(index) => onPick(starts[index] ?? 0, (starts[index] ?? 0) + INTERVALS[interval])}
    />
  );
}
