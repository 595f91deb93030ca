import { type CSSProperties, type MouseEvent, useMemo, useState } from "react";
import { NOTHING } from "../format/number.ts";
import { formatBucket, formatDayRange, formatWeekday } from "../format/time.ts";
import { chartKeys } from "./chart-keys.ts";
import type { Colour } from "./palette.ts";
import { timeTicks } from "./time-scale.ts";
import { valueScale } from "./value-scale.ts";

/** A part of every bar, the first one at the bottom. */
export interface BarSeries {
  key: string;
  label: string;
  colour: Colour;
  values: readonly (number | null)[];
}

interface StackedBarsProps {
  /** What is drawn, for those who do not see it; the period and the highest bar are added. */
  label: string;
  /** Start of each bar, epoch ms, and how long one is. */
  starts: readonly number[];
  widthMs: number;
  timeZone: string;
  series: readonly BarSeries[];
  /** What stood there before: a tick across each bar. */
  comparison?: { values: readonly (number | null)[]; shift_ms: number } | null;
  /** Index of the first bar that is still counting. */
  partialFrom: number | null;
  height: number;
  exact: (value: number) => string;
  axis: (value: number) => string;
  /** Whether values are counted in whole numbers. */
  whole?: boolean;
  /** Told the bar that was clicked. */
  onPick?: ((index: number) => void) | undefined;
  /** What a click opens, in the plural. */
  rows?: string | undefined;
}

const VIEW = 1000;
const FILLED = 0.72;
const DAY = 24 * 3_600_000;

/** Amounts over time as bars of their parts. */
export function StackedBars(props: StackedBarsProps) {
  const { starts, widthMs, timeZone, series, comparison = null, partialFrom, height, onPick } = props;
  const [hovered, setHovered] = useState<number | null>(null);
  const totals = useMemo(() => sumBars(series, starts.length), [series, starts]);
  const before = comparison?.values ?? [];
  const scale = valueScale(Math.max(0, ...totals, ...before.map((value) => value ?? 0)), props.whole === true ? 1 : 0);
  const from = starts[0] ?? 0;
  const to = (starts.at(-1) ?? 0) + widthMs;
  // A label at the very end would name a day of which nothing is drawn.
  const ticks = useMemo(() => timeTicks(from, to - 1, timeZone, 8), [from, to, timeZone]);
  const slot = VIEW / starts.length;
  const y = (value: number) => height * (1 - value / scale.high);
  const left = (instant: number) => ((instant - from) / (to - from)) * 100;
  return (
    <figure className="chart" style={{ "--h": `${height}px` } as CSSProperties}>
      <div className="chart-y" aria-hidden="true">
        <i>{props.axis(scale.ticks.at(-1) ?? 0)}</i>
        {scale.ticks.map((tick) => (
          <span key={tick} style={{ bottom: `${(tick / scale.high) * 100}%` }}>{props.axis(tick)}</span>
        ))}
      </div>
      <div
        className="chart-plot"
        {...chartKeys({ count: starts.length, hovered, setHovered, onPick })}
        aria-label={`${props.label}, ${formatDayRange(from, to, timeZone)}, highest bar ${
          props.exact(Math.max(0, ...totals))
        }`}
        style={onPick === undefined ? undefined : { cursor: "pointer" }}
        onMouseMove={(event) => setHovered(barAt(event, starts.length))}
        onMouseLeave={() => setHovered(null)}
        onClick={(event) => onPick?.(barAt(event, starts.length))}
      >
        <svg viewBox={`0 0 ${VIEW} ${height}`} preserveAspectRatio="none" className="absolute inset-0 size-full">
          {ticks.map(({ at }) => (
            <path
              key={at}
              d={`M${left(at) * 10} 0V${height}`}
              className="stroke-line"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {scale.ticks.map((tick) => (
            <path
              key={tick}
              d={`M0 ${y(tick)}H${VIEW}`}
              className={tick === 0 ? "stroke-line-strong" : "stroke-line"}
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {hovered !== null && <rect x={hovered * slot} y={0} width={slot} height={height} className="fill-hover" />}
          {starts.map((start, i) => <Stack key={start} index={i} slot={slot} series={series} y={y} />)}
          {before.map((value, i) =>
            value !== null && value > 0 && <Tick key={starts[i]} x={i * slot} width={slot} y={y(value)} />
          )}
        </svg>
        {partialFrom !== null && (
          <div className="hatch hatch-cut" style={{ left: `${(partialFrom / starts.length) * 100}%`, right: 0 }} />
        )}
        {hovered !== null && <Tip {...props} comparison={comparison} index={hovered} total={totals[hovered] ?? null} />}
      </div>
      <div className="chart-x" aria-hidden="true">
        {ticks.map(({ at, label }) => (
          <span key={at} style={{ left: `${Math.min(97, Math.max(3, left(at)))}%` }}>{label}</span>
        ))}
      </div>
    </figure>
  );
}

/** Height of each bar. */
export function sumBars(series: readonly Pick<BarSeries, "values">[], bars: number): number[] {
  return Array.from({ length: bars }, (_, i) => series.reduce((sum, { values }) => sum + (values[i] ?? 0), 0));
}

function barAt({ clientX, currentTarget }: MouseEvent, bars: number): number {
  const { left, width } = currentTarget.getBoundingClientRect();
  return Math.min(bars - 1, Math.max(0, Math.floor(((clientX - left) / width) * bars)));
}

interface StackProps {
  index: number;
  slot: number;
  series: readonly BarSeries[];
  y: (value: number) => number;
}

function Stack({ index, slot, series, y }: StackProps) {
  let below = 0;
  return series.map(({ key, colour, values }) => {
    const value = values[index] ?? 0;
    if (value === 0) return null;
    const [top, bottom] = [y(below + value), y(below)];
    below += value;
    // A pixel of the surface stays between neighbours, unless the part is no higher than that.
    const height = bottom - top > 2 ? bottom - top - 1 : Math.max(bottom - top, 0.5);
    return (
      <rect
        key={key}
        x={index * slot + (slot * (1 - FILLED)) / 2}
        y={top}
        width={slot * FILLED}
        height={height}
        fill={`var(--${colour})`}
      />
    );
  });
}

function Tick({ x, width, y }: { x: number; width: number; y: number }) {
  const line = `M${x + width * 0.06} ${y}H${x + width * 0.94}`;
  return (
    <>
      <path d={line} className="stroke-surface" strokeWidth={4} vectorEffect="non-scaling-stroke" />
      <path d={line} className="stroke-text-1" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
    </>
  );
}

function Tip(props: StackedBarsProps & { index: number; total: number | null }) {
  const { starts, widthMs, timeZone, series, comparison, index, total, partialFrom } = props;
  const start = starts[index] ?? 0;
  const text = (value: number | null | undefined) => (value == null ? NOTHING : props.exact(value));
  return (
    <div
      className="chart-tip"
      style={index / starts.length > 0.6
        ? { right: `calc(${100 - (index / starts.length) * 100}% + 12px)`, top: 6 }
        : { left: `calc(${((index + 1) / starts.length) * 100}% + 12px)`, top: 6 }}
    >
      <p className="font-medium">
        {widthMs > DAY ? formatDayRange(start, start + widthMs - 1, timeZone) : formatBucket(start, widthMs, timeZone)}
      </p>
      <dl>
        {series.map(({ key, label, colour, values }) => (
          <Row key={key} colour={colour} label={label} value={text(values[index])} />
        ))}
        <Row label="Total" value={text(total)} />
        {comparison != null && (
          <Row label={formatWeekday(start - comparison.shift_ms, timeZone)} value={text(comparison.values[index])} />
        )}
      </dl>
      {props.onPick !== undefined && <p className="mt-1 text-text-3">Click to open these {props.rows ?? "sessions"}</p>}
      {partialFrom !== null && index >= partialFrom && (
        <p className="mt-1 border-t border-line pt-1 text-text-3">Still counting</p>
      )}
    </div>
  );
}

function Row({ colour, label, value }: { colour?: Colour; label: string; value: string }) {
  return (
    <>
      <dt>
        {colour !== undefined && <i className="block size-2.5 rounded-xs" style={{ background: `var(--${colour})` }} />}
      </dt>
      <dt className="text-text-2">{label}</dt>
      <dd className="value font-medium">{value}</dd>
    </>
  );
}
