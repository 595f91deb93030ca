import type { CostList } from "../../../contract/query-costs.ts";
import { formatMoney } from "../format/money.ts";
import { formatCompact, formatPercent, NOTHING } from "../format/number.ts";
import { Estimate } from "../ui/Estimate.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";

const KINDS = [
  ["cache_read_tokens", "Cache read", "heat-2"],
  ["input_tokens", "Input", "heat-3"],
  ["cache_creation_tokens", "Cache write", "heat-4"],
  ["output_tokens", "Output", "heat-5"],
  ["reasoning_tokens", "Reasoning", "heat-6"],
] as const;
type Kind = (typeof KINDS)[number][0];
type Amounts = Record<Kind, number | null>;

/** How the tokens of each kind compare with what they cost by the price table. */
export function TokensAgainstCost({ totals }: { totals: CostList["totals"] | undefined }) {
  const tokens: Amounts | undefined = totals;
  const costs: Amounts | undefined = totals?.token_costs;
  const unpriced = totals?.token_costs.unpriced_models.length ?? 0;
  return (
    <Panel title="Tokens against cost" sub="stronger colour, higher unit price" className="span-4">
      <div className="grid gap-3 px-4 pb-4">
        <Bar label="Tokens" amounts={tokens} sum={formatCompact} />
        <Bar label="Cost at list prices" amounts={costs} sum={formatMoney} />
        <table className="data-table narrow [&_tr>:first-child]:pl-0! [&_tr>:last-child]:pr-0!">
          <thead>
            <tr>
              <th scope="col">Kind</th>
              <th scope="col" className="number">Of tokens</th>
              <th scope="col" className="number">Of cost</th>
              <th scope="col" className="number">Cost</th>
            </tr>
          </thead>
          <tbody>
            {KINDS.map(([kind, label, colour]) => (
              <tr key={kind}>
                <td>
                  <span className="flex items-center gap-2">
                    <i aria-hidden="true" className="size-2.5 rounded-xs" style={{ background: `var(--${colour})` }} />
                    {label}
                  </span>
                </td>
                <td className="number text-text-3" title={tokens && `${formatCompact(tokens[kind] ?? 0)} tokens`}>
                  {share(tokens, kind)}
                </td>
                <td className="number text-text-3">{share(costs, kind)}</td>
                <td className="number">{costs && <KindCost usd={costs[kind]} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p className="min-h-4 text-12 text-text-3">
          {unpriced > 0 && `Without ${unpriced} ${unpriced === 1 ? "model that has" : "models that have"} no price`}
        </p>
      </div>
    </Panel>
  );
}

function KindCost({ usd }: { usd: number | null }) {
  if (usd === null || usd === 0) return NOTHING;
  return <Estimate share={1}>{formatMoney(usd)}</Estimate>;
}

function sumOf(amounts: Amounts): number {
  return KINDS.reduce((sum, [kind]) => sum + (amounts[kind] ?? 0), 0);
}

function share(amounts: Amounts | undefined, kind: Kind): string {
  if (amounts === undefined) return "";
  const sum = sumOf(amounts);
  return sum === 0 ? NOTHING : `${formatPercent((amounts[kind] ?? 0) / sum).text}%`;
}

interface BarProps {
  label: string;
  amounts: Amounts | undefined;
  sum: (value: number) => string;
}

function Bar({ label, amounts, sum }: BarProps) {
  const whole = amounts === undefined ? 0 : sumOf(amounts);
  return (
    <div className="grid gap-1 text-12">
      <span className="flex justify-between">
        <span className="text-text-2">{label}</span>
        <b className="font-medium tabular-nums">{amounts && (whole === 0 ? NOTHING : sum(whole))}</b>
      </span>
      {amounts === undefined
        ? <Skeleton className="h-4 w-full" />
        : (
          <span className="flex h-4 gap-px overflow-hidden rounded-xs bg-sunken" aria-hidden="true">
            {KINDS.map(([kind, , colour]) => {
              const amount = amounts[kind] ?? 0;
              return amount > 0 &&
                <i key={kind} style={{ width: `${(amount / whole) * 100}%`, background: `var(--${colour})` }} />;
            })}
          </span>
        )}
    </div>
  );
}
