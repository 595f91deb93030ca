import { useQuery } from "@tanstack/react-query";
import type { Breakdowns, Overview } from "../../../contract/query.ts";
import { breakdownsQuery } from "../api/queries.ts";
import type { ViewFrame } from "../shell/use-frame.ts";
import { useSeen } from "../shell/use-seen.ts";
import { Failure } from "../ui/Failure.tsx";
import { ActivityPanel } from "./ActivityPanel.tsx";
import { AgentsTable } from "./AgentsTable.tsx";
import { CostByModel } from "./CostByModel.tsx";
import { KpiTiles } from "./KpiTiles.tsx";
import { TABLE_ROWS } from "./table-rows.ts";
import { TeamsTable } from "./TeamsTable.tsx";
import { WorkHoursPanel } from "./WorkHoursPanel.tsx";

/** The part of a question's state that a panel shows. */
interface Asked<T> {
  data: T | undefined;
  error: unknown;
  isError: boolean;
  refetch: () => Promise<unknown>;
}

interface PanelsProps {
  frame: ViewFrame;
  /** Whether the period shows a weekly pattern. */
  weekly: boolean;
  overview: Asked<Overview>;
  models: Asked<Breakdowns>;
}

/** The panels of the overview; before their answers, the same boxes without content. */
export function OverviewPanels({ frame, weekly, overview, models }: PanelsProps) {
  const { view, timeZone, refresh, ready, change } = frame;
  // The last row lies below the first screen.
  const [below, belowSeen] = useSeen<HTMLElement>();
  const tables = useQuery({
    ...breakdownsQuery(view, timeZone, refresh, {
      groupBy: ["agent_id", "team"],
      orderBy: "cost_usd",
      limit: TABLE_ROWS,
      interval: null,
    }),
    enabled: ready && belowSeen,
  });
  const [agents, teams] = tables.data?.data ?? [];
  const retryTables = () => void tables.refetch();
  return (
    <>
      <section className="panel" aria-label="Key figures">
        {overview.isError && overview.data === undefined
          ? (
            <div className="h-32">
              <Failure what="Key figures" error={overview.error} onRetry={() => void overview.refetch()} />
            </div>
          )
          : (
            <KpiTiles
              overview={overview.data}
              selected={view.metric}
              onSelect={(metric) => change({ metric })}
            />
          )}
        <ActivityPanel frame={frame} />
      </section>
      <CostByModel
        view={view}
        timeZone={timeZone}
        wide={!weekly}
        answer={models.data?.data[0]}
        overview={overview.data}
        error={models.error}
        onRetry={() => void models.refetch()}
      />
      {weekly && <WorkHoursPanel overview={overview.data} timeZone={timeZone} />}
      <AgentsTable place={below} answer={agents} error={tables.error} onRetry={retryTables} />
      <TeamsTable
        answer={teams}
        totalCost={overview.data?.kpis.cost_usd.value ?? null}
        error={tables.error}
        onRetry={retryTables}
      />
    </>
  );
}
