import type { CostList } from "../../../contract/query-costs.ts";
import type { Usage } from "../../../contract/query-usage.ts";
import { describeMonth } from "../budgets/describe-month.ts";
import { Forecast } from "../budgets/Forecast.tsx";
import { changeOf } from "../format/change.ts";
import { formatMoney, formatMoneyTile } from "../format/money.ts";
import { formatExact, formatPercent, NOTHING, writeShare } from "../format/number.ts";
import { Delta } from "../ui/Delta.tsx";
import { Estimate } from "../ui/Estimate.tsx";
import { Meter } from "../ui/Meter.tsx";
import type { StatSpec } from "../ui/Stats.tsx";

const STAT_LABELS = ["Cost", "Saved by caching", "Per session", "Per pull request"] as const;

/** What the period cost, what caches saved, and what that is of one session and of one pull request. */
export function costStats(answer: CostList | undefined): StatSpec[] {
  if (answer === undefined) return STAT_LABELS.map((label) => ({ label, value: undefined }));
  const { totals } = answer;
  const usd = totals.cost.value ?? 0;
  const { cache_savings: savings, cache_hit_ratio: hits } = totals;
  return [
    {
      label: "Cost",
      value: <Estimate share={totals.estimated_share}>{formatMoneyTile(usd)}</Estimate>,
      change: <Delta change={changeOf(usd, totals.cost.previous, "amount")} />,
      context: totals.estimated_share === null ? "" : `${writeShare(totals.estimated_share)} estimated, rest reported`,
    },
    {
      label: "Saved by caching",
      value: savings.usd === null ? NOTHING : <Estimate share={1}>{formatMoneyTile(savings.usd)}</Estimate>,
      context: savings.unpriced_models.length > 0
        ? `without ${savings.unpriced_models.length} models that have no price`
        : `net of writes${hits === null ? "" : `, ${formatPercent(hits).text}% hits`}`,
    },
    {
      label: "Per session",
      value: totals.cost_per_session_usd === null
        ? NOTHING
        : <Estimate share={totals.estimated_share}>{formatMoney(totals.cost_per_session_usd)}</Estimate>,
      context: `${formatExact(totals.sessions)} sessions`,
    },
    {
      label: "Per pull request",
      value: totals.cost_per_pull_request_usd === null
        ? NOTHING
        : <Estimate share={totals.estimated_share}>{formatMoney(totals.cost_per_pull_request_usd)}</Estimate>,
      context: totals.pull_requests === 0
        ? "none opened by agents"
        : `${formatExact(totals.pull_requests)} opened by agents`,
    },
  ];
}

/** What the month has taken of the budget, whichever period is looked at. */
export function budgetStat(usage: Usage | undefined): StatSpec {
  if (usage === undefined) return { label: "Month's budget", value: undefined, wide: true };
  const { name, elapsed } = describeMonth(usage);
  const { used_usd: used, estimated_share: share, limit_usd: limit } = usage.spending;
  return {
    label: `${name} budget`,
    wide: true,
    value: <Estimate share={share}>{formatMoneyTile(used)}</Estimate>,
    ...(limit === null
      ? { change: <a className="text-accent-text hover:underline" href="/settings?part=usage">None set</a> }
      : { change: `of ${formatMoneyTile(limit)}`, meter: <Meter share={used / limit} elapsed={elapsed} /> }),
    context: <Forecast usage={usage} spent={usage.spending} />,
  };
}
