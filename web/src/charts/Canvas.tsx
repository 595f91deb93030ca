import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { colour, onPaletteChange } from "./palette.ts";
import type { ValueScale } from "./value-scale.ts";

/** Points of a series over the shared x values; a gap is `null`. */
export type Points = (number | null)[];

/** How one series is drawn. Colours are asked for at every drawing, so that a theme can change under it. */
export interface SeriesLook {
  stroke?: () => string;
  fill?: () => string;
  width?: number;
  dash?: number[];
  bars?: boolean;
}

interface CanvasProps {
  /** Epoch milliseconds, ascending. */
  xs: readonly number[];
  series: readonly { look: SeriesLook; points: Points }[];
  from: number;
  to: number;
  scale: ValueScale;
  /** Instants of vertical lines. */
  xLines: readonly number[];
  height: number;
  onHover?: (index: number | null) => void;
}

function drawGrid(plot: uPlot, scale: ValueScale, xLines: readonly number[]): void {
  const { ctx, bbox } = plot;
  const line = (x1: number, y1: number, x2: number, y2: number, stroke: string) => {
    ctx.strokeStyle = stroke;
    ctx.beginPath();
    ctx.moveTo(x1, y1);
    ctx.lineTo(x2, y2);
    ctx.stroke();
  };
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([]);
  // Half a pixel keeps a line of one pixel from being smeared over two.
  const crisp = (value: number) => Math.round(value) + (Math.round(ctx.lineWidth) % 2) / 2;
  for (const instant of xLines) {
    const x = crisp(plot.valToPos(instant, "x", true));
    line(x, bbox.top, x, bbox.top + bbox.height, colour("line"));
  }
  for (const tick of scale.ticks) {
    const y = Math.min(crisp(plot.valToPos(tick, "y", true)), bbox.top + bbox.height - ctx.lineWidth / 2);
    line(bbox.left, y, bbox.left + bbox.width, y, colour(tick === scale.low ? "line-strong" : "line"));
  }
  ctx.restore();
}

function seriesOf(look: SeriesLook): uPlot.Series {
  return {
    points: { show: false },
    width: look.width ?? 1,
    ...(look.stroke === undefined ? {} : { stroke: look.stroke }),
    ...(look.fill === undefined ? {} : { fill: look.fill }),
    ...(look.dash === undefined ? {} : { dash: look.dash }),
    ...(look.bars === true && uPlot.paths.bars !== undefined
      ? { paths: uPlot.paths.bars({ size: [1, 8], align: 1 }) }
      : {}),
    spanGaps: false,
  };
}

/**
 * The plotting area of a chart on a canvas: lines, areas and bars over time. Labels are the caller's, in HTML. The looks of
 * the series are fixed when it is mounted: give it another `key` when they change.
 */
export function Canvas(props: CanvasProps) {
  const host = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(null);
  const latest = useRef(props);

  useEffect(() => {
    const element = host.current;
    if (element === null) return;
    const now = () => latest.current;
    const made = new uPlot(
      {
        width: Math.max(1, element.clientWidth),
        height: now().height,
        ms: 1,
        padding: [0, 0, 0, 0],
        legend: { show: false },
        axes: [{ show: false }, { show: false }],
        scales: {
          x: { time: true, range: () => [now().from, now().to] },
          y: { range: () => [now().scale.low, now().scale.high] },
        },
        cursor: { x: false, y: false, points: { show: false }, drag: { x: false, y: false }, lock: false },
        series: [{}, ...now().series.map(({ look }) => seriesOf(look))],
        hooks: {
          drawClear: [(self) => drawGrid(self, now().scale, now().xLines)],
          setCursor: [(self) => now().onHover?.((self.cursor.left ?? -1) < 0 ? null : (self.cursor.idx ?? null))],
        },
      },
      dataOf(now()),
      element,
    );
    plot.current = made;
    const resize = new ResizeObserver(() =>
      made.setSize({ width: Math.max(1, element.clientWidth), height: now().height })
    );
    resize.observe(element);
    const forget = onPaletteChange(() => made.redraw(false));
    return () => {
      resize.disconnect();
      forget();
      made.destroy();
      plot.current = null;
    };
  }, []);

  const { xs, series, from, to, scale, xLines } = props;
  useEffect(() => {
    latest.current = props;
  });
  useEffect(() => {
    plot.current?.setData(dataOf({ xs, series }));
  }, [xs, series, from, to, scale, xLines]);

  return <div ref={host} className="absolute inset-0" />;
}

function dataOf({ xs, series }: Pick<CanvasProps, "xs" | "series">): uPlot.AlignedData {
  return [[...xs], ...series.map(({ points }) => points)];
}
