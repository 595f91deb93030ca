import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { type CSSProperties, type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import type { SessionNode } from "../../../contract/query-sessions.ts";
import { formatDuration } from "../format/duration.ts";
import { formatRequestMoney } from "../format/money.ts";
import { type Kind, KindIcon } from "../icons/kinds.tsx";
import { Estimate } from "../ui/Estimate.tsx";
import { PanelHead } from "../ui/Panel.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { CostCurve } from "./CostCurve.tsx";
import { describeEvent } from "../events/describe-event.ts";
import { layOutTime, type TimeAxis } from "./time-axis.ts";
import { useWheelZoom } from "./use-wheel-zoom.ts";
import { keepSeen, layOutRows, spanOf, type WaterfallRow } from "./waterfall-rows.ts";
import { isZoomed, panBy, WHOLE, type Zoom, zoomBy, zoomTo } from "./zoom.ts";
import { ZoomBar } from "./ZoomBar.tsx";
import { ZoomButtons } from "./ZoomButtons.tsx";

interface WaterfallProps {
  nodes: readonly SessionNode[];
  total: number;
  selected: string | null;
  onSelect: (eventId: string | null) => void;
}

const AXES = [{ value: "fold", label: "Fold idle" }, { value: "true", label: "True time" }] as const;

/** What the keys of the waterfall do to the part of time that it draws. */
const ZOOM_KEYS: Record<string, (zoom: Zoom) => Zoom> = {
  "+": (zoom) => zoomBy(zoom, 2),
  "=": (zoom) => zoomBy(zoom, 2),
  "-": (zoom) => zoomBy(zoom, 1 / 2),
  "0": () => WHOLE,
  ArrowLeft: (zoom) => panBy(zoom, -0.2),
  ArrowRight: (zoom) => panBy(zoom, 0.2),
};

/** What happened in a session, one line an event, on one axis of time with what it had cost by then. */
export function Waterfall({ nodes, total, selected, onSelect }: WaterfallProps) {
  const [axisKind, setAxisKind] = useState<"fold" | "true">("fold");
  const [zoom, setZoom] = useState(WHOLE);
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const panel = useRef<HTMLElement>(null);
  const spans = useMemo(() => nodes.map(spanOf), [nodes]);
  const whole = useMemo(() => layOutTime(spans, axisKind === "fold"), [spans, axisKind]);
  const axis = useMemo(() => layOutTime(spans, axisKind === "fold", zoom), [spans, axisKind, zoom]);
  const all = useMemo(() => layOutRows(nodes, folded), [nodes, folded]);
  const rows = useMemo(() => isZoomed(zoom) ? keepSeen(all, (node) => isSeen(node, axis)) : all, [all, zoom, axis]);
  useWheelZoom(panel, ".waterfall-row .waterfall-track", setZoom);
  // A link may lead to an event far down, and its details may cover the lower half of a narrow screen.
  useEffect(() => {
    if (selected !== null) document.getElementById(rowId(selected))?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  const toggle = (id: string) => {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  };
  const press = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const change = ZOOM_KEYS[event.key];
    if (step === undefined && change === undefined) return;
    event.preventDefault();
    if (change !== undefined) setZoom(change);
    if (step !== undefined) move(step);
  };
  const move = (step: number) => {
    const index = rows.findIndex(({ node }) => node.event_id === selected) + step;
    const next = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (next === undefined) return;
    onSelect(next.node.event_id);
    document.getElementById(rowId(next.node.event_id))?.focus();
  };
  return (
    <section ref={panel} className="panel waterfall-panel" aria-label="Waterfall">
      <PanelHead>
        <h2 className="text-13 font-semibold tracking-[-0.003em]">Waterfall</h2>
        <span className="text-12 text-text-3">
          {countShown(isZoomed(zoom) ? rows.length : nodes.length, total)}
        </span>
        <span className="ml-auto flex flex-wrap items-center justify-end gap-x-4 gap-y-1">
          <Legend />
          <ZoomButtons zoom={zoom} onZoom={setZoom} />
          <Segmented label="Time axis" value={axisKind} options={AXES} onChange={setAxisKind} />
        </span>
      </PanelHead>
      <ZoomBar nodes={nodes} axis={whole} zoom={zoom} onZoom={setZoom} />
      <CostCurve nodes={nodes} axis={axis} />
      <div className="relative">
        <Gridlines ticks={axis.ticks} />
        <ol className="waterfall" onKeyDown={press} aria-label="Events by time">
          {rows.map((row) => (
            <Row
              key={row.node.event_id}
              row={row}
              axis={axis}
              selected={row.node.event_id === selected}
              onSelect={() => onSelect(row.node.event_id)}
              onToggle={() => toggle(row.node.event_id)}
              onZoom={() => {
                const { start, end } = spanOf(row.node);
                setZoom(isZoomed(zoom) ? WHOLE : zoomTo(whole.place(start), whole.place(end)));
              }}
            />
          ))}
        </ol>
      </div>
    </section>
  );
}

function countShown(shown: number, total: number): string {
  return shown < total ? `${shown} of ${total} events` : `${total} events`;
}

function isSeen(node: SessionNode, axis: TimeAxis): boolean {
  const { start, end } = spanOf(node);
  return axis.place(end) >= 0 && axis.place(start) <= 1;
}

/** The marks of the axis through all lines. */
function Gridlines({ ticks }: Pick<TimeAxis, "ticks">) {
  return (
    <div className="waterfall-grid" aria-hidden="true">
      <div className="waterfall-track">
        {ticks.map(({ left, elapsed }) => <i key={elapsed} style={{ left: `${left * 100}%` }} />)}
      </div>
    </div>
  );
}

const rowId = (eventId: string) => `event-${eventId}`;

function Legend() {
  return (
    <span className="flex gap-4 text-12 text-text-2 max-md:hidden" aria-hidden="true">
      {(["llm", "tool", "decision", "error"] as const).map((kind) => (
        <span key={kind} className="inline-flex items-center gap-1.5">
          <i className={`size-2.5 rounded-xs bar-${kind}`} />
          {{ llm: "LLM", tool: "Tool", decision: "Waiting", error: "Error" }[kind]}
        </span>
      ))}
    </span>
  );
}

interface RowProps {
  row: WaterfallRow;
  axis: TimeAxis;
  selected: boolean;
  onSelect: () => void;
  onToggle: () => void;
  onZoom: () => void;
}

function Row({ row, axis, selected, onSelect, onToggle, onZoom }: RowProps) {
  const { node, level, turn, foldable, folded } = row;
  const { kind, title, detail } = describeEvent(node);
  return (
    <li className={clsx("waterfall-row", turn !== null && "is-turn", selected && "is-selected")} onDoubleClick={onZoom}>
      <div className="waterfall-name" style={{ "--level": level } as CSSProperties}>
        {foldable
          ? (
            <button
              type="button"
              aria-expanded={!folded}
              aria-label={`${folded ? "Show" : "Hide"} what follows ${title}`}
              onClick={onToggle}
              className="relative z-1 -m-1 grid size-6 shrink-0 place-items-center text-text-3"
            >
              <ChevronDown size={12} className={clsx(folded && "-rotate-90")} aria-hidden="true" />
            </button>
          )
          : <span className="size-4 shrink-0" />}
        <KindIcon kind={kind} />
        <button
          type="button"
          id={rowId(node.event_id)}
          aria-pressed={selected}
          onClick={onSelect}
          className="row-target min-w-0 flex-1"
        >
          <span className={clsx("max-w-2/3 shrink-0 truncate", turn !== null && "font-medium")}>
            {turn === null ? title : `Turn ${turn}`}
          </span>
          <span className={clsx("truncate text-12", kind === "error" ? "text-danger-text" : "text-text-3")}>
            {turn === null ? detail : ["prompt", detail].filter((part) =>
              part !== ""
            ).join(", ")}
          </span>
        </button>
        {node.cost_usd > 0 && (
          <span className="ml-auto pl-2 text-12 text-text-2 tabular-nums">
            <Estimate share={node.cost_source === "estimated" ? 1 : 0}>{formatRequestMoney(node.cost_usd)}</Estimate>
          </span>
        )}
      </div>
      <Bar node={node} kind={kind} axis={axis} />
    </li>
  );
}

function Bar({ node, kind, axis }: { node: SessionNode; kind: Kind; axis: TimeAxis }) {
  const { start, end } = spanOf(node);
  const [left, right] = [axis.place(start) * 100, axis.place(end) * 100];
  const duration = node.duration_ms === null || node.duration_ms === 0 ? "" : formatDuration(node.duration_ms);
  return (
    <div className="waterfall-track" aria-hidden="true">
      {axis.folds.map((fold) => (
        <i
          key={fold.start}
          className="waterfall-fold"
          style={{ left: `${fold.left * 100}%`, width: `${fold.width * 100}%` }}
        />
      ))}
      {left > 100 || right < 0
        ? <span className={clsx("waterfall-beyond", right < 0 ? "left-0" : "right-0")}>{right < 0 ? "‹" : "›"}</span>
        : (
          <>
            <i className={`waterfall-bar bar-${kind}`} style={{ left: `${left}%`, width: `${right - left}%` }} />
            <span className="waterfall-length" style={labelPlace(left, right)}>{duration}</span>
          </>
        )}
    </div>
  );
}

/** Right of a bar; left of one that ends far right; within one that goes on past both ends. In percent. */
function labelPlace(left: number, right: number): CSSProperties {
  if (right <= 80) return { left: `calc(${Math.max(0, right)}% + 6px)` };
  return left > 12 ? { right: `calc(${100 - left}% + 6px)` } : { right: 6, ...ON_BAR };
}

const ON_BAR: CSSProperties = { background: "var(--surface)", paddingInline: 4, borderRadius: "var(--r-xs)" };
