import { type CSSProperties, useMemo, useState } from "react";
import { timeTicks } from "../charts/time-scale.ts";
import { valueScale } from "../charts/value-scale.ts";
import { formatMoney, formatMoneyAxis } from "../format/money.ts";
import { NOTHING } from "../format/number.ts";
import { formatBucket, formatDayRange } from "../format/time.ts";
import type { ModelBars } from "./model-bars.ts";

interface BarChartProps {
  bars: ModelBars;
  width: number;
  timeZone: string;
  /** Whether the last bar is still counting. */
  partial: boolean;
}

const HEIGHT = 212;
const VIEW = 1000;
const FILLED = 0.72;
const DAY = 24 * 3_600_000;

/** Stacked bars of cost over time, the dearest model at the bottom. */
export function ModelBarChart({ bars, width, timeZone, partial }: BarChartProps) {
  const { starts, models } = bars;
  const [hovered, setHovered] = useState<number | null>(null);
  const totals = starts.map((_, i) => models.reduce((sum, model) => sum + (model.bars[i] ?? 0), 0));
  const scale = valueScale(Math.max(...totals));
  const from = starts[0] ?? 0;
  const to = (starts.at(-1) ?? 0) + width;
  const ticks = useMemo(() => timeTicks(from, to, timeZone, 8), [from, to, timeZone]);
  const slot = VIEW / starts.length;
  const y = (value: number) => HEIGHT * (1 - value / scale.high);
  const left = (instant: number) => ((instant - from) / (to - from)) * 100;
  return (
    <figure className="chart" style={{ "--h": `${HEIGHT}px` } as CSSProperties}>
      <div className="chart-y" aria-hidden="true">
        <i>{formatMoneyAxis(scale.ticks.at(-1) ?? 0)}</i>
        {scale.ticks.map((tick) => (
          <span key={tick} style={{ bottom: `${(tick / scale.high) * 100}%` }}>{formatMoneyAxis(tick)}</span>
        ))}
      </div>
      <div
        className="chart-plot"
        role="img"
        aria-label={`Cost by model, ${formatDayRange(from, to, timeZone)}, highest bar ${
          formatMoney(Math.max(...totals))
        }`}
        onMouseMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          setHovered(
            Math.min(
              starts.length - 1,
              Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * starts.length)),
            ),
          );
        }}
        onMouseLeave={() => setHovered(null)}
      >
        <svg viewBox={`0 0 ${VIEW} ${HEIGHT}`} preserveAspectRatio="none" className="absolute inset-0 size-full">
          {ticks.map(({ at }) => (
            <path
              key={at}
              d={`M${left(at) * 10} 0V${HEIGHT}`}
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
          {hovered !== null && <rect x={hovered * slot} y={0} width={slot} height={HEIGHT} className="fill-hover" />}
          {starts.map((start, i) => <Stack key={start} index={i} slot={slot} models={models} y={y} />)}
        </svg>
        {partial && (
          <div
            className="hatch hatch-cut"
            style={{ left: `${((starts.length - 1) / starts.length) * 100}%`, right: 0 }}
          />
        )}
        {hovered !== null && starts[hovered] !== undefined && (
          <div
            className="chart-tip"
            style={hovered / starts.length > 0.6
              ? { right: `calc(${100 - (hovered / starts.length) * 100}% + 12px)`, top: 6 }
              : { left: `calc(${((hovered + 1) / starts.length) * 100}% + 12px)`, top: 6 }}
          >
            <p className="font-medium">
              {width > DAY
                ? formatDayRange(starts[hovered], starts[hovered] + width - 1, timeZone)
                : formatBucket(starts[hovered], width, timeZone)}
            </p>
            <dl>
              {models.map(({ key, label, colour, bars: values }) => (
                <Row key={key ?? label} colour={colour} label={label} value={values[hovered] ?? null} />
              ))}
              <Row label="Total" value={totals[hovered] ?? null} />
            </dl>
          </div>
        )}
      </div>
      <div className="chart-x" aria-hidden="true">
        {ticks.map(({ at, label }) => (
          <span key={at} style={{ left: `${Math.min(97, Math.max(3, left(at)))}%` }}>{label}</span>
        ))}
      </div>
    </figure>
  );
}

interface StackProps {
  index: number;
  slot: number;
  models: ModelBars["models"];
  y: (value: number) => number;
}

function Stack({ index, slot, models, y }: StackProps) {
  let below = 0;
  return models.map(({ key, label, colour, bars }) => {
    const value = bars[index] ?? 0;
    if (value === 0) return null;
    const [top, bottom] = [y(below + value), y(below)];
    below += value;
    // A pixel of the surface stays between neighbours, unless the part is no higher than that.
    const height = bottom - top > 2 ? bottom - top - 1 : Math.max(bottom - top, 0.5);
    return (
      <rect
        key={key ?? label}
        x={index * slot + (slot * (1 - FILLED)) / 2}
        y={top}
        width={slot * FILLED}
        height={height}
        fill={`var(--${colour})`}
      />
    );
  });
}

function Row({ colour, label, value }: { colour?: string; label: string; value: number | null }) {
  return (
    <>
      <dt>
        {colour !== undefined && <i className="block size-2.5 rounded-xs" style={{ background: `var(--${colour})` }} />}
      </dt>
      <dt className="text-text-2">{label}</dt>
      <dd className="value font-medium">{value === null ? NOTHING : formatMoney(value)}</dd>
    </>
  );
}
