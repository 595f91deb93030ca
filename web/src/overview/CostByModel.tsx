import { useMemo } from "react";
import { INTERVALS } from "../../../contract/metrics.ts";
import type { BreakdownTop, Overview } from "../../../contract/query.ts";
import { barWidth } from "../charts/fold.ts";
import { StackedBars } from "../charts/StackedBars.tsx";
import { linkTo, only } from "../filters/link-to.ts";
import { openSpan } from "../filters/open-span.ts";
import { viewLength } from "../filters/period.ts";
import type { ViewState } from "../filters/view-state.ts";
import { changeOf } from "../format/change.ts";
import { formatMoney, formatMoneyAxis, moneyColumn } from "../format/money.ts";
import { formatPercent } from "../format/number.ts";
import { Delta } from "../ui/Delta.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Estimate } from "../ui/Estimate.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { type ModelBars, modelBars } from "./model-bars.ts";

const HEIGHT = 212;

interface CostProps {
  view: ViewState;
  timeZone: string;
  /** Whether it has the row for itself. */
  wide: boolean;
  answer: BreakdownTop | undefined;
  overview: Overview | undefined;
  error: unknown;
  onRetry: () => void;
}

function perLabel(width: number): string {
  const hours = width / 3_600_000;
  if (hours < 1) return `per ${hours * 60} minutes`;
  if (hours === 1) return "per hour";
  if (hours < 24) return `per ${hours} hours`;
  return hours === 24 ? "per day" : hours === 168 ? "per week" : `per ${hours / 24} days`;
}

/** What the models cost over the period: bars, and the table that is their legend. Both open the sessions behind them. */
export function CostByModel({ view, timeZone, wide, answer, overview, error, onRetry }: CostProps) {
  const width = Math.max(barWidth(viewLength(view)), answer === undefined ? 0 : INTERVALS[answer.period.interval]);
  const bars = useMemo(() => {
    if (answer === undefined || overview === undefined) return undefined;
    return modelBars(answer, overview.buckets.map((bucket) => Date.parse(bucket)), width, timeZone);
  }, [answer, overview, width, timeZone]);
  const open = (start: number) => openSpan("/sessions", start, start + width);
  return (
    <Panel title="Cost by model" sub={perLabel(width)} className={wide ? "" : "span-8"}>
      {error !== null && bars === undefined
        ? <Failure what="Cost by model" error={error} onRetry={onRetry} />
        : bars !== undefined && bars.models.length === 0
        ? <Empty title="No cost in this period">No model call with a known price matches.</Empty>
        : (
          <div className="grid grid-cols-[minmax(0,1fr)_344px] max-md:grid-cols-[minmax(0,1fr)]">
            <div className="min-h-[238px] px-4 pt-1 pb-3">
              {bars === undefined ? <Skeleton className="h-[212px]" /> : (
                <StackedBars
                  label="Cost by model"
                  starts={bars.starts}
                  widthMs={width}
                  timeZone={timeZone}
                  series={bars.models.map(({ key, label, colour, bars: values }) => ({
                    key: key ?? label,
                    label,
                    colour,
                    values,
                  }))}
                  partialFrom={view.period === "custom" ? null : bars.starts.length - 1}
                  height={HEIGHT}
                  exact={formatMoney}
                  axis={formatMoneyAxis}
                  onPick={(index) => open(bars.starts[index] ?? 0)}
                />
              )}
            </div>
            <div className="border-line max-md:border-t md:min-h-[252px] md:border-l">
              {bars === undefined ? <LegendSkeleton /> : <Legend bars={bars} overview={overview} />}
            </div>
          </div>
        )}
    </Panel>
  );
}

function Legend({ bars, overview }: { bars: ModelBars; overview: Overview | undefined }) {
  const total = bars.models.reduce((sum, { cost }) => sum + cost, 0);
  const money = moneyColumn([total]);
  const compared = overview !== undefined && overview.previous_period !== null;
  const cell = "h-[31px] border-b-0! px-[5px]!";
  return (
    <table className="data-table">
      <thead className="sr-only">
        <tr>
          <th>Model</th>
          <th>Cost</th>
          <th>Share</th>
          <th>Change</th>
        </tr>
      </thead>
      <tbody>
        {bars.models.map(({ key, label, colour, cost, previous, estimatedShare }) => (
          <tr key={key ?? label}>
            <td className={`${cell} w-full max-w-0 pl-4!`}>
              <span className="flex min-w-0 items-center gap-[9px]" title={label}>
                <i className="size-2.5 shrink-0 rounded-xs" style={{ background: `var(--${colour})` }} />
                {key === null
                  ? <span className="truncate">{label}</span>
                  : (
                    <a className="truncate py-0.5 hover:underline" href={linkTo("/sessions", [only("model", key)])}>
                      {label}
                    </a>
                  )}
              </span>
            </td>
            <td className={`${cell} number`} title={formatMoney(cost)}>
              <Estimate share={estimatedShare}>{money(cost)}</Estimate>
            </td>
            <td className={`${cell} number text-text-3`}>{formatPercent(total === 0 ? 0 : cost / total).text}%</td>
            <td className={`${cell} number pr-4!`}>
              {compared && <Delta change={changeOf(cost, previous ?? 0, "amount")} />}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot className="font-medium">
        <tr>
          <td className="h-9 border-t border-b-0! pl-4!">Total</td>
          <td className="number h-9 border-t border-b-0! px-[5px]!" title={formatMoney(total)}>
            <Estimate share={overview?.context.estimated_cost_share ?? null}>{money(total)}</Estimate>
          </td>
          <td className="number h-9 border-t border-b-0! px-[5px]! font-normal text-text-3">100%</td>
          <td className="number h-9 border-t border-b-0! pr-4! font-normal">
            {compared && <Delta change={changeOf(total, overview.kpis.cost_usd.previous, "amount")} />}
          </td>
        </tr>
      </tfoot>
    </table>
  );
}

function LegendSkeleton() {
  return (
    <div aria-hidden="true">
      {[1, 2, 3, 4, 5, 6, 7].map((row) => (
        <div key={row} className="flex h-[31px] items-center justify-between px-4 last:h-9">
          <Skeleton className="h-3 w-32" />
          <Skeleton className="h-3 w-16" />
        </div>
      ))}
    </div>
  );
}
