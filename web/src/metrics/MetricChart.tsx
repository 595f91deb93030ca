import { type ReactNode, useMemo } from "react";
import { type GroupName, INTERVALS } from "../../../contract/metrics.ts";
import type { Timeseries } from "../../../contract/query.ts";
import { timeTicks } from "../charts/time-scale.ts";
import { TimeChart } from "../charts/TimeChart.tsx";
import { valueLabel } from "../filters/labels.ts";
import { intervalNames } from "../filters/period.ts";
import { NOTHING } from "../format/number.ts";
import { formatBucket, formatDayRange, formatMinute, formatWeekday } from "../format/time.ts";
import { modelChart, type NamedSeries } from "./chart-series.ts";
import type { MetricSpec } from "./metric-spec.ts";

const DAY = 24 * 3_600_000;

interface ChartProps {
  answer: Timeseries;
  spec: MetricSpec;
  timeZone: string;
  split: GroupName | null;
}

interface PickProps {
  /** Of the plot. */
  height: number;
  /** Told the bucket that was clicked, epoch ms. */
  onPick?: ((start: number, end: number) => void) | undefined;
  /** What a click opens, in the plural. */
  rows?: string;
}

function seriesName({ key }: NamedSeries, split: GroupName | null, spec: MetricSpec): string {
  return key === null ? spec.label : valueLabel(split ?? "agent_id", key);
}

const LEGEND = "flex min-w-0 flex-wrap gap-x-3 overflow-hidden text-12 whitespace-nowrap text-text-2 max-sm:hidden";

/** What the colours of a split chart mean. */
export function SplitLegend({ answer, spec, split }: Omit<ChartProps, "timeZone">) {
  const { named } = useMemo(() => modelChart(answer, spec), [answer, spec]);
  return (
    <span className={LEGEND}>
      {named.map((series) => (
        <Key
          key={series.key}
          mark={<i className="size-2.5 rounded-xs" style={{ background: `var(--${series.colour})` }} />}
        >
          {seriesName(series, split, spec)}
        </Key>
      ))}
    </span>
  );
}

/** What the lines of a chart mean, on one line: what does not fit is told where the chart is pointed at. */
export function ChartLegend({ answer, spec, timeZone, split }: ChartProps) {
  const { period, comparison } = answer;
  const [from, to] = [Date.parse(period.from), Date.parse(period.to)];
  const range = (start: number, end: number) =>
    end - start <= 2 * DAY && end - start !== DAY
      ? `${formatWeekday(start, timeZone)} ${formatMinute(start, timeZone)}–${formatMinute(end, timeZone)}`
      : formatDayRange(start, end, timeZone);
  const { named } = useMemo(() => modelChart(answer, spec), [answer, spec]);
  return (
    <span className={`${LEGEND} max-h-4`}>
      {split === null && <Key mark={<LineMark colour={named[0]?.colour ?? "accent"} />}>{range(from, to)}</Key>}
      {comparison !== null && (
        <Key mark={<i className="key-line previous" />}>
          {range(from - comparison.shift_ms, to - comparison.shift_ms)}
        </Key>
      )}
      {answer.partial_from !== null && (
        <Key mark={<i className="key-hatch" />}>
          {split === null ? `${intervalNames(period.interval).current}, still counting` : "still counting"}
        </Key>
      )}
    </span>
  );
}

function LineMark({ colour }: Pick<NamedSeries, "colour">) {
  return <i className="key-line" style={{ borderColor: `var(--${colour})` }} />;
}

function Key({ mark, children }: { mark: ReactNode; children: ReactNode }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      {mark}
      {children}
    </span>
  );
}

/** A metric over time, as a whole or split. */
export function MetricChart(
  { answer, spec, timeZone, split, height, onPick, rows = "sessions" }: ChartProps & PickProps,
) {
  const xs = useMemo(() => answer.buckets.map((bucket) => Date.parse(bucket)), [answer]);
  const model = useMemo(() => modelChart(answer, spec), [answer, spec]);
  const [from, to] = [xs[0] ?? 0, xs.at(-1) ?? 1];
  const xTicks = useMemo(() => timeTicks(from, to, timeZone), [from, to, timeZone]);
  const partial = answer.partial_from;
  const lengthMs = INTERVALS[answer.period.interval];
  const { comparison } = answer;
  const text = (value: number | null | undefined) => (value == null ? NOTHING : spec.exact(value));
  const values = model.named.flatMap((series) => series.values).filter((value) => value !== null);
  const describe = (index: number) => ({
    marks: model.named.length > 1 ? [] : [
      ...markOf(comparison?.values[index], "var(--text-3)"),
      ...markOf(model.named[0]?.values[index], `var(--${model.named[0]?.colour ?? "accent"})`),
    ],
    tip: (
      <>
        <p className="font-medium">{formatBucket(xs[index] ?? 0, lengthMs, timeZone)}</p>
        <dl>
          {model.named.map((series) => (
            <Row
              key={series.key}
              mark={series.key === null
                ? <LineMark colour={series.colour} />
                : <i className="block size-2.5 rounded-xs" style={{ background: `var(--${series.colour})` }} />}
              name={seriesName(series, split, spec)}
              value={text(series.values[index])}
            />
          ))}
          {comparison !== null && (
            <Row
              mark={<i className="key-line previous" />}
              name={formatWeekday((xs[index] ?? 0) - comparison.shift_ms, timeZone)}
              value={text(comparison.values[index])}
            />
          )}
        </dl>
        {onPick !== undefined && <p className="mt-1 text-text-3">Click to open these {rows}</p>}
        {partial !== null && index >= partial && (
          <p className="mt-1 border-t border-line pt-1 text-text-3">Still counting</p>
        )}
      </>
    ),
  });
  return (
    <TimeChart
      label={`${spec.label} ${intervalNames(answer.period.interval).per}, ${formatDayRange(from, to, timeZone)}. ` +
        (values.length === 0
          ? "No values."
          : `Peak ${spec.exact(Math.max(...values))}, lowest ${spec.exact(Math.min(...values))}.`)}
      kind={`${spec.name} ${model.drawn.length} ${split}`}
      height={height}
      xs={xs}
      series={model.drawn}
      from={from}
      to={to}
      scale={model.scale}
      xTicks={xTicks}
      yLabel={spec.axis}
      partialFrom={partial === null ? null : (xs[Math.max(0, partial - 1)] ?? null)}
      describe={describe}
      onPick={onPick === undefined ? undefined : (index) => onPick(xs[index] ?? 0, (xs[index] ?? 0) + lengthMs)}
    />
  );
}

function markOf(value: number | null | undefined, fill: string): { value: number; colour: string }[] {
  return value == null ? [] : [{ value, colour: fill }];
}

function Row({ mark, name, value }: { mark: ReactNode; name: string; value: string }) {
  return (
    <>
      <dt>{mark}</dt>
      <dt className="text-text-2">{name}</dt>
      <dd className="value font-medium">{value}</dd>
    </>
  );
}
