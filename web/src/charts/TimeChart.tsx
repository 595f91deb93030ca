import { type CSSProperties, type ReactNode, useMemo, useState } from "react";
import { Canvas, type Points, type SeriesLook } from "./Canvas.tsx";
import { chartKeys } from "./chart-keys.ts";
import type { TimeTick } from "./time-scale.ts";
import type { ValueScale } from "./value-scale.ts";

interface TimeChartProps {
  label: string;
  /** Changes with the number and the looks of the series. */
  kind: string;
  height: number;
  xs: readonly number[];
  series: readonly { look: SeriesLook; points: Points }[];
  from: number;
  to: number;
  scale: ValueScale;
  xTicks: readonly TimeTick[];
  yLabel: (value: number) => string;
  /** Where buckets begin that are still counting. */
  partialFrom: number | null;
  /** What the tooltip says about a point, and which points it marks. */
  describe: (index: number) => { tip: ReactNode; marks: readonly { value: number; colour: string }[] };
  /** Told the point that was clicked. */
  onPick?: ((index: number) => void) | undefined;
}

/** A chart over time with axes, the hatch over what is still counting, and a crosshair that tells exact values. */
export function TimeChart(props: TimeChartProps) {
  const { label, kind, height, xs, from, to, scale, xTicks, yLabel, partialFrom, onPick } = props;
  const [hovered, setHovered] = useState<number | null>(null);
  const xLines = useMemo(() => xTicks.map(({ at }) => at), [xTicks]);
  const percent = (instant: number) => ((instant - from) / (to - from)) * 100;
  const fromBottom = (value: number) => ((value - scale.low) / (scale.high - scale.low)) * 100;
  const texts = scale.ticks.map(yLabel);
  const longest = texts.reduce((a, b) => (b.length > a.length ? b : a), "");
  return (
    <figure className="chart" style={{ "--h": `${height}px` } as CSSProperties}>
      <div className="chart-y" aria-hidden="true">
        <i>{longest}</i>
        {scale.ticks.map((tick, i) => <span key={tick} style={{ bottom: `${fromBottom(tick)}%` }}>{texts[i]}</span>)}
      </div>
      <div
        className={onPick === undefined ? "chart-plot" : "chart-plot cursor-pointer"}
        {...chartKeys({ count: xs.length, hovered, setHovered, onPick })}
        aria-label={label}
        onClick={() => hovered !== null && onPick?.(hovered)}
      >
        <Canvas key={kind} {...props} xLines={xLines} onHover={setHovered} />
        {partialFrom !== null && partialFrom < to && (
          <div className="hatch" style={{ left: `${Math.max(0, percent(partialFrom))}%`, right: 0 }} />
        )}
        <Hover
          {...props}
          index={hovered !== null && hovered < xs.length ? hovered : null}
          percent={percent}
          fromBottom={fromBottom}
        />
      </div>
      <div className="chart-x" aria-hidden="true">
        {xTicks.map(({ at, label: text }) => (
          <span key={at} style={{ left: `${Math.min(98, Math.max(2, percent(at)))}%` }}>{text}</span>
        ))}
      </div>
    </figure>
  );
}

interface HoverProps extends Pick<TimeChartProps, "xs" | "describe"> {
  index: number | null;
  percent: (instant: number) => number;
  fromBottom: (value: number) => number;
}

function Hover({ xs, describe, index, percent, fromBottom }: HoverProps) {
  const instant = index === null ? undefined : xs[index];
  if (index === null || instant === undefined) return null;
  const left = percent(instant);
  const { tip, marks } = describe(index);
  return (
    <>
      <div className="crosshair" style={{ left: `${left}%` }} />
      {marks.map(({ value, colour }, i) => (
        <i
          key={i}
          className="chart-point"
          style={{ left: `${left}%`, bottom: `${fromBottom(value)}%`, background: colour }}
        />
      ))}
      <div
        className="chart-tip"
        aria-live="polite"
        style={left > 70 ? { right: `calc(${100 - left}% + 12px)`, top: 6 } : { left: `calc(${left}% + 12px)`, top: 6 }}
      >
        {tip}
      </div>
    </>
  );
}
