import clsx from "clsx";
import { ChevronDown } from "lucide-react";
import { type CSSProperties, type KeyboardEvent, useMemo, useState } from "react";
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
import { layOutRows, spanOf, type WaterfallRow } from "./waterfall-rows.ts";

interface WaterfallProps {
  nodes: readonly SessionNode[];
  total: number;
  selected: string | null;
  onSelect: (eventId: string | null) => void;
}

const AXES = [{ value: "fold", label: "Fold idle" }, { value: "true", label: "True time" }] as const;

/** What happened in a session, one line an event, on one axis of time with what it had cost by then. */
export function Waterfall({ nodes, total, selected, onSelect }: WaterfallProps) {
  const [axisKind, setAxisKind] = useState<"fold" | "true">("fold");
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const axis = useMemo(() => layOutTime(nodes.map(spanOf), axisKind === "fold"), [nodes, axisKind]);
  const rows = useMemo(() => layOutRows(nodes, folded), [nodes, folded]);
  const toggle = (id: string) => {
    const next = new Set(folded);
    if (!next.delete(id)) next.add(id);
    setFolded(next);
  };
  const move = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const index = rows.findIndex(({ node }) => node.event_id === selected) + step;
    const next = rows[Math.min(rows.length - 1, Math.max(0, index))];
    if (next === undefined) return;
    onSelect(next.node.event_id);
    document.getElementById(rowId(next.node.event_id))?.focus();
  };
  return (
    <section className="panel waterfall-panel" aria-label="Waterfall">
      <PanelHead>
        <h2 className="text-13 font-semibold tracking-[-0.003em]">Waterfall</h2>
        <span className="text-12 text-text-3">
          {nodes.length < total ? `${nodes.length} of ${total} events` : `${total} events`}
        </span>
        <span className="ml-auto flex items-center gap-4">
          <Legend />
          <Segmented label="Time axis" value={axisKind} options={AXES} onChange={setAxisKind} />
        </span>
      </PanelHead>
      <CostCurve nodes={nodes} axis={axis} />
      <ol className="waterfall" onKeyDown={move} aria-label="Events by time">
        {rows.map((row) => (
          <Row
            key={row.node.event_id}
            row={row}
            axis={axis}
            selected={row.node.event_id === selected}
            onSelect={() => onSelect(row.node.event_id)}
            onToggle={() => toggle(row.node.event_id)}
          />
        ))}
      </ol>
    </section>
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
}

function Row({ row, axis, selected, onSelect, onToggle }: RowProps) {
  const { node, level, turn, foldable, folded } = row;
  const { kind, title, detail } = describeEvent(node);
  return (
    <li className={clsx("waterfall-row", turn !== null && "is-turn", selected && "is-selected")}>
      <div className="waterfall-name" style={{ "--level": level } as CSSProperties}>
        {foldable
          ? (
            <button
              type="button"
              aria-expanded={!folded}
              aria-label={`${folded ? "Show" : "Hide"} what follows ${title}`}
              onClick={onToggle}
              className="relative z-1 grid size-4 shrink-0 place-items-center text-text-3"
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
          <span className={clsx("truncate", turn !== null && "font-medium")}>
            {turn === null ? title : `Turn ${turn}`}
          </span>
          <span className={clsx("truncate text-12", kind === "error" ? "text-danger-text" : "text-text-3")}>
            {turn === null ? detail : ["prompt", detail].filter((part) => part !== "").join(", ")}
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
      <i className={`waterfall-bar bar-${kind}`} style={{ left: `${left}%`, width: `${right - left}%` }} />
      <span
        className="waterfall-length"
        style={right > 80 ? { right: `calc(${100 - left}% + 6px)` } : { left: `calc(${right}% + 6px)` }}
      >
        {duration}
      </span>
    </div>
  );
}
