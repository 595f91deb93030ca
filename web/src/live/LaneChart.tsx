import clsx from "clsx";
import { type CSSProperties, memo, type ReactNode, useMemo, useState } from "react";
import { Canvas } from "../charts/Canvas.tsx";
import { timeTicks } from "../charts/time-scale.ts";
import { durationFigure, formatAxisSeconds, formatDuration } from "../format/duration.ts";
import { formatAxis, formatCompact, formatPercent, formatRate, NOTHING } from "../format/number.ts";
import { formatSecond } from "../format/time.ts";
import { Figure } from "../ui/Figure.tsx";
import { laneModels } from "./lane-models.ts";
import { cacheHitRatio, type Lanes, OPEN_SECONDS, readLanes, recentLatency, recentMean, sumSince } from "./lanes.ts";
import { type LiveState, SPAN_MS } from "./live-state.ts";

interface LaneChartProps {
  windows: LiveState["windows"];
  /** Epoch ms of our clock, whole seconds. */
  end: number;
  timeZone: string;
  dimmed: boolean;
  /** Opens what is behind an instant. */
  onOpen: (instant: number) => void;
}

const SECONDS = SPAN_MS / 1000;
/** How far a key moves the crosshair. */
const KEY_STEPS: Partial<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 };
/** Below this rate single seconds jump too much to be read as a line. */
const SMOOTH_BELOW = 50;

/** Ten minutes second by second: events, errors, latency and tokens over one time axis. */
export const LaneChart = memo(function LaneChart({ windows, end, timeZone, dimmed, onOpen }: LaneChartProps) {
  const [hovered, setHovered] = useState<number | null>(null);
  const second = Math.floor(end / 1000);
  const lanes = useMemo(() => readLanes(windows, second * 1000, SECONDS), [windows, second]);
  const [from, to] = [lanes.seconds[0] ?? 0, lanes.seconds.at(-1) ?? 1];
  const xTicks = useMemo(() => timeTicks(from, to, timeZone, 11), [from, to, timeZone]);
  const rate = recentMean(lanes.events);
  const smoothed = rate < SMOOTH_BELOW;
  const models = useMemo(() => laneModels(lanes, smoothed), [lanes, smoothed]);
  const latency = recentLatency(windows);
  const hits = cacheHitRatio(windows);
  const tokens = recentMean(lanes.tokens);
  const left = (instant: number) => ((instant - from) / (to - from)) * 100;
  const shared = {
    xs: lanes.seconds,
    from,
    to,
    xLines: useMemo(() => xTicks.map(({ at }) => at), [xTicks]),
    onHover: setHovered,
  };
  const p95 = latency.p95 === null ? { text: NOTHING } : durationFigure(latency.p95);
  return (
    <section
      aria-label="Last 10 minutes, second by second"
      tabIndex={0}
      aria-keyshortcuts="ArrowLeft ArrowRight Enter"
      onKeyDown={(event) => {
        const step = KEY_STEPS[event.key];
        const at = lanes.seconds[hovered ?? -1];
        if (step !== undefined) setHovered((now) => Math.min(SECONDS - 1, Math.max(0, (now ?? SECONDS) + step)));
        else if (event.key === "Enter" && at !== undefined) onOpen(at);
        else if (event.key === "Escape") setHovered(null);
        else return;
        event.preventDefault();
      }}
      onBlur={() => setHovered(null)}
      onClick={() => {
        const at = lanes.seconds[hovered ?? -1];
        if (at !== undefined) onOpen(at);
      }}
      className={clsx("panel relative pt-3 pb-1", hovered !== null && "cursor-pointer", dimmed && "[&_b]:text-text-3")}
    >
      <Lane
        title="Events"
        big
        height={132}
        figure={{ text: formatRate(rate), unit: "/s" }}
        label={`Events, last 10 minutes, now ${formatRate(rate)} per second`}
        {...models.events}
        yLabel={formatAxis}
        shared={shared}
        note={
          <span className="mt-1 grid gap-0.5 max-sm:mt-0 max-sm:flex max-sm:justify-end max-sm:gap-2.5">
            <Swatch token="s1">LLM</Swatch>
            <Swatch token="s2">Tool</Swatch>
            <Swatch token="s8">Other</Swatch>
            {smoothed && <span className="max-sm:hidden">10 s mean over 1 s bars</span>}
          </span>
        }
      />
      <Lane
        title="Errors"
        height={48}
        figure={{ text: formatCompact(sumSince(lanes.errors, 60)), unit: "/min" }}
        label={`Errors, last 10 minutes, ${sumSince(lanes.errors, SECONDS)} in all`}
        {...models.errors}
        yLabel={(value) => (value === 0 ? "0" : `${formatAxis(value)}/s`)}
        shared={shared}
        note={<span>{formatCompact(sumSince(lanes.errors, SECONDS))} in 10 min</span>}
      />
      <Lane
        title="LLM latency"
        height={64}
        figure={{ text: p95.text, unit: `${p95.unit ?? ""} p95` }}
        label={`LLM latency, last 10 minutes, p95 now ${
          latency.p95 === null ? "unknown" : formatDuration(latency.p95)
        }`}
        {...models.latency}
        yLabel={formatAxisSeconds}
        shared={shared}
        note={<span>p50 {latency.p50 === null ? NOTHING : formatDuration(latency.p50)}</span>}
      />
      <Lane
        title="Tokens"
        height={64}
        figure={tokenRate(tokens)}
        label={`Tokens, last 10 minutes, now ${formatCompact(tokens)} per second`}
        {...models.tokens}
        yLabel={formatAxis}
        shared={shared}
        note={<span>{hits === null ? "" : `${formatPercent(hits).text}% cache hits`}</span>}
      />
      <div className="lane mt-0!">
        <div className="chart-x col-[3]! max-sm:col-[1]!" aria-hidden="true">
          {xTicks.map(({ at, label }) => (
            <span key={at} style={{ left: `${Math.min(98.5, Math.max(1.5, left(at)))}%` }}>{label}</span>
          ))}
        </div>
      </div>
      {hovered !== null && <Hover lanes={lanes} index={hovered} left={left} timeZone={timeZone} />}
    </section>
  );
});

function tokenRate(perSecond: number): { text: string; unit: string } {
  const text = formatAxis(perSecond < 1000 ? Math.round(perSecond) : Number(perSecond.toPrecision(2)));
  const suffix = /[kMBT]$/.exec(text)?.[0] ?? "";
  return { text: text.slice(0, text.length - suffix.length), unit: `${suffix}/s` };
}

interface LaneProps {
  title: string;
  big?: boolean;
  height: number;
  figure: { text: string; unit: string };
  label: string;
  series: React.ComponentProps<typeof Canvas>["series"];
  scale: React.ComponentProps<typeof Canvas>["scale"];
  kind: string;
  yLabel: (value: number) => string;
  note: ReactNode;
  shared: Pick<React.ComponentProps<typeof Canvas>, "xs" | "from" | "to" | "xLines" | "onHover">;
}

function Lane({ title, big = false, height, figure, label, series, scale, kind, yLabel, note, shared }: LaneProps) {
  const fromBottom = (value: number) => ((value - scale.low) / (scale.high - scale.low)) * 100;
  return (
    <div className="lane" style={{ "--h": `${height}px` } as CSSProperties}>
      <div className="grid h-(--h) content-start max-sm:mb-1.5 max-sm:h-auto max-sm:grid-cols-[auto_auto_1fr] max-sm:items-baseline max-sm:gap-2">
        <span className="text-12 text-text-2">{title}</span>
        <b
          className={clsx(
            "font-semibold tracking-[-0.012em] tabular-nums",
            big ? "text-28 [&_.unit]:text-14" : "text-16 leading-[1.375rem] [&_.unit]:text-12",
          )}
        >
          <Figure value={figure} />
        </b>
        <span className="text-11 text-text-3 max-sm:text-right">{note}</span>
      </div>
      <div className="lane-y" aria-hidden="true">
        {scale.ticks.map((tick) => <span key={tick} style={{ bottom: `${fromBottom(tick)}%` }}>{yLabel(tick)}</span>)}
      </div>
      <div className="lane-plot" role="img" aria-label={label}>
        <Canvas key={kind} series={series} scale={scale} height={height} {...shared} />
        <div className="hatch" style={{ left: `${(1 - OPEN_SECONDS / SECONDS) * 100}%`, right: 0 }} />
      </div>
    </div>
  );
}

function Swatch({ token, children }: { token: string; children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5 text-text-2">
      <i className="size-2 rounded-xs" style={{ background: `var(--${token})` }} />
      {children}
    </span>
  );
}

interface HoverProps {
  lanes: Lanes;
  index: number;
  left: (instant: number) => number;
  timeZone: string;
}

function Hover({ lanes, index, left, timeZone }: HoverProps) {
  const instant = lanes.seconds[index];
  if (instant === undefined) return null;
  const at = left(instant);
  const rate = (value: number | null | undefined) => (value == null ? NOTHING : `${formatCompact(value)}/s`);
  const p95 = lanes.p95[index];
  const errors = lanes.errors[index] ?? 0;
  return (
    <div className="pointer-events-none absolute top-3 right-4 bottom-7 left-[188px] max-sm:hidden">
      <div className="crosshair" style={{ left: `${at}%` }} />
      <div
        className="chart-tip"
        style={at > 70 ? { right: `calc(${100 - at}% + 12px)`, top: 24 } : { left: `calc(${at}% + 12px)`, top: 24 }}
      >
        <p className="font-medium">{formatSecond(instant, timeZone)}</p>
        <dl>
          <Row token="s1" name="LLM requests" value={rate(lanes.llm[index])} />
          <Row token="s2" name="Tool calls" value={rate(lanes.tool[index])} />
          <Row token="s8" name="Other events" value={rate(lanes.other[index])} />
          <Row token="danger" name="Errors" value={rate(lanes.errors[index])} bad={errors > 0} />
          <Row name="p95 latency" value={p95 == null ? NOTHING : formatDuration(p95)} />
          <Row name="Tokens" value={rate(lanes.tokens[index])} />
        </dl>
        <p className="text-text-3">Click or Enter: its sessions</p>
      </div>
    </div>
  );
}

function Row({ token, name, value, bad = false }: { token?: string; name: string; value: string; bad?: boolean }) {
  return (
    <>
      <dt>
        {token !== undefined && <i className="block size-2.5 rounded-xs" style={{ background: `var(--${token})` }} />}
      </dt>
      <dt className="text-text-2">{name}</dt>
      <dd className={clsx("value", bad && "font-medium text-danger-text")}>{value}</dd>
    </>
  );
}
