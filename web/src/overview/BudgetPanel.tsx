import { useQuery } from "@tanstack/react-query";
import type { Usage } from "../../../contract/query-usage.ts";
import { usageQuery } from "../api/queries.ts";
import { describeMonth } from "../budgets/describe-month.ts";
import { Forecast } from "../budgets/Forecast.tsx";
import { valueLabel } from "../filters/labels.ts";
import { formatMoneyTile } from "../format/money.ts";
import { formatCompact, formatExact, formatPercent } from "../format/number.ts";
import { Estimate } from "../ui/Estimate.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Meter } from "../ui/Meter.tsx";
import { Panel } from "../ui/Panel.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";

const USAGE_SETTINGS = "/settings?part=usage";
/** As many teams as the panel beside it is high. */
const MOST_TEAMS = 4;

interface BudgetPanelProps {
  /** Whether it has the row for itself. */
  wide: boolean;
  /** Whether it is known who asks. */
  ready: boolean;
  maySet: boolean;
}

/** What the month has taken of its budgets and of its events, against how much of it is over. */
export function BudgetPanel({ wide, ready, maySet }: BudgetPanelProps) {
  const usage = useQuery({ ...usageQuery, enabled: ready });
  const facts = usage.data && describeMonth(usage.data);
  return (
    <Panel
      title="Budget and quota"
      sub={facts && `${facts.name}, ${formatPercent(facts.elapsed, 0).text}% elapsed`}
      end={<a className="py-1 text-12 text-accent-text hover:underline" href={USAGE_SETTINGS}>Usage</a>}
      className={wide ? "" : "span-4"}
    >
      <Loaded what="Budget and quota" query={usage} skeleton={<TableSkeleton rows={5} />}>
        {(data) => <Lines usage={data} maySet={maySet} />}
      </Loaded>
    </Panel>
  );
}

function Lines({ usage, maySet }: { usage: Usage; maySet: boolean }) {
  const { elapsed } = describeMonth(usage);
  const { events, spending } = usage;
  const teams = spending.teams.filter(({ limit_usd: limit }) => limit !== null).slice(0, MOST_TEAMS);
  return (
    <ul className="grid gap-3.5 px-4 pt-1 pb-4 text-12">
      <Line
        name="Spending"
        used={<Estimate share={spending.estimated_share}>{formatMoneyTile(spending.used_usd)}</Estimate>}
        limit={spending.limit_usd === null ? null : formatMoneyTile(spending.limit_usd)}
        share={spending.limit_usd === null ? null : spending.used_usd / spending.limit_usd}
        elapsed={elapsed}
        below={
          <>
            <Forecast usage={usage} spent={spending} />
            {spending.limit_usd === null && (
              <>
                {"; no budget set. "}
                {maySet && <a className="text-accent-text underline" href={USAGE_SETTINGS}>Set one</a>}
              </>
            )}
          </>
        }
      />
      {teams.map((team) => (
        <Line
          key={team.team}
          name={valueLabel("team", team.team)}
          used={<Estimate share={team.estimated_share}>{formatMoneyTile(team.used_usd)}</Estimate>}
          limit={formatMoneyTile(team.limit_usd ?? 0)}
          share={team.used_usd / (team.limit_usd ?? 1)}
          elapsed={elapsed}
        />
      ))}
      <Line
        name="Events"
        used={<span title={formatExact(events.used)}>{formatCompact(events.used)}</span>}
        limit={events.limit === null ? null : formatCompact(events.limit)}
        share={events.share}
        elapsed={elapsed}
        below={`${formatCompact(events.projected)} expected${events.limit === null ? "; no limit" : ""}`}
      />
    </ul>
  );
}

interface LineProps {
  name: string;
  used: React.ReactNode;
  limit: string | null;
  share: number | null;
  elapsed: number;
  below?: React.ReactNode;
}

function Line({ name, used, limit, share, elapsed, below }: LineProps) {
  return (
    <li className="grid gap-1 tabular-nums">
      <span className="flex justify-between gap-2">
        <b className="truncate font-medium text-text-1">{name}</b>
        <span className="shrink-0 text-text-2">
          <b className="font-medium text-text-1">{used}</b>
          {limit !== null && ` of ${limit}`}
          {share !== null && <span className="ml-2 text-text-3">{formatPercent(share, 0).text}%</span>}
        </span>
      </span>
      {share !== null && <Meter share={share} elapsed={elapsed} className="my-1" />}
      {below !== undefined && <span className="text-text-3">{below}</span>}
    </li>
  );
}
