import type { ReactNode } from "react";
import type { GroupName } from "../../../contract/metrics.ts";
import { Sparkline } from "../charts/Sparkline.tsx";
import { valueLabel } from "../filters/labels.ts";
import { agentName } from "../format/agent.ts";
import { changeOf } from "../format/change.ts";
import { formatMoney } from "../format/money.ts";
import { formatPercent, NOTHING } from "../format/number.ts";
import { personName } from "../format/person.ts";
import { AgentTile } from "../ui/AgentTile.tsx";
import { Delta } from "../ui/Delta.tsx";
import { Estimate } from "../ui/Estimate.tsx";
import { Unpriced } from "../ui/Unpriced.tsx";

/** An agent by tile and name. */
export function AgentCell({ agentId, below }: { agentId: string; below?: ReactNode }) {
  return (
    <span className="flex min-w-0 items-center gap-[9px]">
      <AgentTile agentId={agentId} />
      <NameCell name={agentName(agentId)} below={below} />
    </span>
  );
}

/** A name with a quieter line under it. */
export function NameCell({ name, below, title }: { name: string; below?: ReactNode; title?: string }) {
  return (
    <span className="grid min-w-0 leading-4" title={title}>
      <b className="truncate">{name}</b>
      {below !== undefined && below !== "" && <small className="truncate text-11 text-text-3">{below}</small>}
    </span>
  );
}

/** A person by the first part of their address. */
export function PersonCell({ userId, below }: { userId: string; below?: ReactNode }) {
  return <NameCell name={userId === "" ? "Nobody" : personName(userId)} below={below} title={userId} />;
}

/** A value of a column as what it stands for: an agent, a person, or itself. */
export function ValueCell({ column, value }: { column: GroupName; value: string }) {
  if (column === "agent_id") return <AgentCell agentId={value} />;
  if (column === "user_id") return <PersonCell userId={value} />;
  return <NameCell name={valueLabel(column, value)} />;
}

/** What a row cost, with its change. */
export interface RowCost {
  cost: { value: number | null; previous: number | null };
  estimated_cost_share: number | null;
  tokens: number;
}

/** A cost: marked where it is estimated, said to be unknown where tokens have no price. */
export function CostCell({ cost, estimated_cost_share, tokens }: RowCost) {
  const usd = cost.value ?? 0;
  if (usd === 0 && tokens > 0) return <Unpriced />;
  return <Estimate share={estimated_cost_share}>{formatMoney(usd)}</Estimate>;
}

/** How a cost moved. */
export function CostChange({ cost }: Pick<RowCost, "cost">) {
  return <Delta change={changeOf(cost.value === 0 ? null : cost.value, cost.previous, "amount")} />;
}

/** A ratio in percent; `digits` decimals. */
export function RatioCell(
  { ratio, digits = 1, bad = false }: { ratio: number | null; digits?: number; bad?: boolean },
) {
  if (ratio === null) return <>{NOTHING}</>;
  return <span className={bad ? "text-danger-text" : ""}>{formatPercent(ratio, digits).text}%</span>;
}

/** A small line of the row's course; a course of nothing is not drawn. */
export function TrendCell({ values }: { values: readonly (number | null)[] }) {
  if (values.every((value) => value === null || value === 0)) return <>{NOTHING}</>;
  return <Sparkline values={values} area={false} height={18} partial />;
}

/** A share as a bar with its percentage for those who do not see it. */
export function ShareCell({ share }: { share: number | null }) {
  const percent = `${Math.min(100, (share ?? 0) * 100).toFixed(1)}%`;
  return (
    <span className="inline-flex items-center gap-2 align-middle">
      <span className="block h-1 w-11 rounded-full bg-press" aria-hidden="true">
        <span className="block h-full rounded-full bg-text-3" style={{ width: percent }} />
      </span>
      <span className="w-11 text-right text-12 text-text-3">{percent}</span>
    </span>
  );
}
