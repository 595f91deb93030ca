import type { CostList } from "../../../contract/query-costs.ts";
import { formatCompact, formatPercent } from "../format/number.ts";
import { Panel } from "../ui/Panel.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";

const BUCKETS = [
  ["cache_read_tokens", "Cache read", "heat-1"],
  ["input_tokens", "Input", "heat-2"],
  ["cache_creation_tokens", "Cache write", "heat-4"],
  ["output_tokens", "Output", "heat-5"],
  ["reasoning_tokens", "Reasoning", "heat-6"],
] as const;

/** Tokens by kind; a stronger colour has a higher price a token. */
export function TokensAgainstCost({ totals }: { totals: CostList["totals"] | undefined }) {
  const sum = totals === undefined ? 0 : BUCKETS.reduce((all, [name]) => all + totals[name], 0);
  return (
    <Panel title="Tokens by kind" sub="stronger colour, higher unit price" className="span-4">
      <div className="grid gap-4 px-4 pb-4">
        {totals === undefined
          ? <Skeleton className="h-4 w-full" />
          : (
            <div className="flex h-4 gap-px overflow-hidden rounded-xs" aria-hidden="true">
              {BUCKETS.map(([name, , colour]) =>
                totals[name] > 0 && (
                  <i key={name} style={{ width: `${(totals[name] / sum) * 100}%`, background: `var(--${colour})` }} />
                )
              )}
            </div>
          )}
        <table className="data-table narrow">
          <thead>
            <tr>
              <th scope="col">Kind</th>
              <th scope="col" className="number">Tokens</th>
              <th scope="col" className="number">Share</th>
            </tr>
          </thead>
          <tbody>
            {BUCKETS.map(([name, label, colour]) => (
              <tr key={name}>
                <td>
                  <span className="flex items-center gap-2">
                    <i
                      aria-hidden="true"
                      className="size-2.5 rounded-xs"
                      style={{ background: `var(--${colour})` }}
                    />
                    {label}
                  </span>
                </td>
                <td className="number">{totals === undefined ? "" : formatCompact(totals[name])}</td>
                <td className="number text-text-3">
                  {totals === undefined || sum === 0 ? "" : `${formatPercent(totals[name] / sum).text}%`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}
