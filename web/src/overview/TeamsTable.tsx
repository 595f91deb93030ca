import type { BreakdownTop } from "../../../contract/query.ts";
import { valueLabel } from "../filters/labels.ts";
import { linkTo, only } from "../filters/link-to.ts";
import { changeOf } from "../format/change.ts";
import { formatMoney, moneyColumn } from "../format/money.ts";
import { formatExact } from "../format/number.ts";
import { Delta } from "../ui/Delta.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Estimate } from "../ui/Estimate.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Unpriced } from "../ui/Unpriced.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { TABLE_ROWS } from "./table-rows.ts";

interface TeamsProps {
  answer: BreakdownTop | undefined;
  totalCost: number | null;
  error: unknown;
  onRetry: () => void;
}

/** What the teams did and cost. */
export function TeamsTable({ answer, totalCost, error, onRetry }: TeamsProps) {
  const sub = answer === undefined ? "by cost" : `${answer.data.length} of ${answer.total_keys}, by cost`;
  return (
    <Panel title="Teams" sub={sub} className="span-4">
      {answer === undefined && error !== null
        ? <Failure what="Teams" error={error} onRetry={onRetry} />
        : answer === undefined
        ? <TableSkeleton rows={TABLE_ROWS} />
        : answer.data.length === 0
        ? <Empty title="No teams match">Nothing in this period has these properties.</Empty>
        : <Rows answer={answer} totalCost={totalCost} />}
    </Panel>
  );
}

function Rows({ answer, totalCost }: { answer: BreakdownTop; totalCost: number | null }) {
  const money = moneyColumn(answer.data.map(({ cost_usd }) => cost_usd));
  return (
    <table className="data-table narrow">
      <thead>
        <tr>
          <th>Team</th>
          <th className="number">Sessions</th>
          <th className="number">Cost</th>
          <th>
            <span className="sr-only">Share of cost</span>
          </th>
          <th className="number">Change</th>
        </tr>
      </thead>
      <tbody>
        {answer.data.map(({ key, sessions, cost_usd, tokens, estimated_cost_share, previous }) => (
          <tr key={key} className="leading-row">
            <td className="w-full max-w-0">
              <a className="row-target" href={linkTo("/sessions", [only("team", key)])}>
                <b className="block truncate">{valueLabel("team", key)}</b>
              </a>
            </td>
            <td className="number">{formatExact(sessions)}</td>
            <td className="number" title={formatMoney(cost_usd)}>
              {cost_usd === 0 && tokens > 0
                ? <Unpriced />
                : <Estimate share={estimated_cost_share}>{money(cost_usd)}</Estimate>}
            </td>
            <td>
              <ShareBar share={totalCost === null || totalCost === 0 ? 0 : cost_usd / totalCost} />
            </td>
            <td className="number">
              <Delta change={changeOf(cost_usd === 0 ? null : cost_usd, previous?.cost_usd ?? null, "amount")} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function ShareBar({ share }: { share: number }) {
  const percent = `${Math.min(100, share * 100).toFixed(1)}%`;
  return (
    <span className="block h-1 w-11 rounded-full bg-press" title={`${percent} of the period's cost`}>
      <span className="block h-full rounded-full bg-text-3" style={{ width: percent }} />
      <span className="sr-only">{percent}</span>
    </span>
  );
}
