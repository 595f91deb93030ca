import { Slider } from "radix-ui";
import { useMemo } from "react";
import type { SessionNode } from "../../../contract/query-sessions.ts";
import { describeEvent } from "../events/describe-event.ts";
import type { Kind } from "../icons/kinds.tsx";
import type { TimeAxis } from "./time-axis.ts";
import { spanOf } from "./waterfall-rows.ts";
import { CLOSEST, type Zoom } from "./zoom.ts";

const STEPS = 1 / CLOSEST;
const WIDTH = 1_000;
/** A tool call of a few milliseconds still has to be seen. */
const THINNEST = 2;

const FILLS: Partial<Record<Kind, string>> = {
  prompt: "fill-text-1",
  llm: "fill-s1",
  tool: "fill-s2",
  decision: "fill-line-strong",
  error: "fill-danger",
};

interface ZoomBarProps {
  nodes: readonly SessionNode[];
  /** The axis of the whole session. */
  axis: TimeAxis;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
}

/** The whole session as a strip, and the part of it that the waterfall draws between two handles. */
export function ZoomBar({ nodes, axis, zoom, onZoom }: ZoomBarProps) {
  const strip = useMemo(() => <Strip nodes={nodes} axis={axis} />, [nodes, axis]);
  return (
    <div className="waterfall-zoom">
      <span className="px-4 text-12 text-text-2">Whole session</span>
      <Slider.Root
        className="zoom-bar"
        min={0}
        max={STEPS}
        step={1}
        minStepsBetweenThumbs={1}
        value={[Math.round(zoom.from * STEPS), Math.round(zoom.to * STEPS)]}
        onValueChange={([from = 0, to = STEPS]) => onZoom({ from: from / STEPS, to: to / STEPS })}
      >
        <Slider.Track className="zoom-track">
          {strip}
          <Slider.Range className="zoom-range" />
        </Slider.Track>
        <Slider.Thumb className="zoom-thumb" aria-label="Waterfall from" />
        <Slider.Thumb className="zoom-thumb" aria-label="Waterfall to" />
      </Slider.Root>
    </div>
  );
}

function Strip({ nodes, axis }: Pick<ZoomBarProps, "nodes" | "axis">) {
  return (
    <svg viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" className="block h-3 w-full" aria-hidden="true">
      {nodes.map((node) => {
        const fill = FILLS[describeEvent(node).kind];
        if (fill === undefined) return null;
        const { start, end } = spanOf(node);
        const left = Math.min(axis.place(start) * WIDTH, WIDTH - THINNEST);
        const width = Math.max(THINNEST, axis.place(end) * WIDTH - left);
        return <rect key={node.event_id} x={left} width={width} y="0" height="12" className={fill} />;
      })}
    </svg>
  );
}
