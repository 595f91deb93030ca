import type { SessionNode } from "../../../contract/query-sessions.ts";
import { valueScale } from "../charts/value-scale.ts";
import { formatMoney } from "../format/money.ts";
import type { TimeAxis } from "./time-axis.ts";
import { spanOf } from "./waterfall-rows.ts";

const HEIGHT = 56;
const WIDTH = 1_000;

/** What a session had cost by when, over the waterfall's axis, and the marks of that axis. */
export function CostCurve({ nodes, axis }: { nodes: readonly SessionNode[]; axis: TimeAxis }) {
  const total = Math.max(0, ...nodes.map(({ cumulative_cost_usd }) => cumulative_cost_usd));
  const { high } = valueScale(total, 0);
  const steps = [...nodes].sort((a, b) => spanOf(a).end - spanOf(b).end).filter(({ cost_usd }) => cost_usd > 0);
  const y = (usd: number) => (HEIGHT - 2 - (high === 0 ? 0 : (usd / high) * (HEIGHT - 8))).toFixed(1);
  const line = steps.map((node) =>
    `H${(axis.place(spanOf(node).end) * WIDTH).toFixed(1)}V${y(node.cumulative_cost_usd)}`
  )
    .join("");
  const path = `M0 ${y(0)}${line}H${WIDTH}`;
  const estimated = nodes.some(({ cost_source }) => cost_source === "estimated");
  return (
    <div className="waterfall-head">
      <div className="grid content-center px-4">
        <span className="text-12 text-text-2">Cumulative cost</span>
        <b className="text-16 font-semibold tabular-nums">{formatMoney(total)}</b>
        <span className="text-12 text-text-3">
          {total === 0 ? "none known" : estimated ? "partly estimated" : "as reported"}
        </span>
      </div>
      <div className="relative pr-4">
        <svg
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Cumulative cost, reaching ${formatMoney(total)}`}
          className="block h-14 w-full overflow-hidden"
        >
          <path d={`${path}V${HEIGHT}H0Z`} className="fill-[var(--area)]" />
          <path d={path} className="fill-none stroke-accent" strokeWidth={1.75} vectorEffect="non-scaling-stroke" />
        </svg>
        <span className="absolute top-0 left-0 text-11 text-text-3">{total === 0 ? "" : formatMoney(high)}</span>
        <div className="relative h-5" aria-hidden="true">
          {axis.ticks.map(({ left, elapsed }) => (
            <span
              key={elapsed}
              className="absolute text-11 text-text-3 tabular-nums first:translate-x-0 -translate-x-1/2"
              style={{ left: `${left * 100}%` }}
            >
              {formatElapsed(elapsed, axis.ticks)}
            </span>
          ))}
        </div>
      </div>
    </div>
  );
}

/** Time since the beginning on an axis: `1:30`, `1:02:00`, and `1:30.25` where marks are less than a second apart. */
function formatElapsed(ms: number, ticks: TimeAxis["ticks"]): string {
  const pad = (value: number) => String(value).padStart(2, "0");
  const seconds = Math.floor(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  const fine = ticks.some(({ elapsed }) => (elapsed - (ticks[0]?.elapsed ?? 0)) % 1_000 !== 0);
  const rest = fine ? `.${String(Math.floor(ms % 1_000)).padStart(3, "0")}` : "";
  const tail = `${pad(seconds % 60)}${rest}`;
  return minutes < 60 ? `${minutes}:${tail}` : `${Math.floor(minutes / 60)}:${pad(minutes % 60)}:${tail}`;
}
