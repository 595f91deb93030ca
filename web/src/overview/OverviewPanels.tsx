import type { Breakdowns, Overview } from "../../../contract/query.ts";
import { may } from "../shell/may.ts";
import type { ViewFrame } from "../shell/use-frame.ts";
import { Failure } from "../ui/Failure.tsx";
import { ActivityPanel } from "./ActivityPanel.tsx";
import { AgentsTable } from "./AgentsTable.tsx";
import { BudgetPanel } from "./BudgetPanel.tsx";
import { CostByModel } from "./CostByModel.tsx";
import { KpiTiles } from "./KpiTiles.tsx";
import { RecentErrors } from "./RecentErrors.tsx";
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
  /** By model, agent and team. */
  groups: Asked<Breakdowns>;
}

/** The panels of the overview; before their answers, the same boxes without content. */
export function OverviewPanels({ frame, weekly, overview, groups }: PanelsProps) {
  const { me, view, timeZone, change } = frame;
  const [models, agents, teams] = groups.data?.data ?? [];
  const retryGroups = () => void groups.refetch();
  // Before it is known who asks, the boxes are those that most people see.
  const seesErrors = me === undefined || may(me, "errors:read");
  const seesUsage = me === undefined || may(me, "usage:read");
  return (
    <>
      <section className="panel" aria-label="Key figures">
        {overview.isError && overview.data === undefined
          ? (
            <div className="min-h-32">
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
        wide={!seesErrors}
        answer={models}
        overview={overview.data}
        error={groups.error}
        onRetry={retryGroups}
      />
      {seesErrors && <RecentErrors frame={frame} className="span-4" />}
      <AgentsTable answer={agents} error={groups.error} onRetry={retryGroups} />
      <TeamsTable
        answer={teams}
        totalCost={overview.data?.kpis.cost_usd.value ?? null}
        error={groups.error}
        onRetry={retryGroups}
      />
      {weekly && <WorkHoursPanel overview={overview.data} timeZone={timeZone} wide={!seesUsage} />}
      {seesUsage && <BudgetPanel wide={!weekly} ready={me !== undefined} maySet={may(me, "settings:update")} />}
    </>
  );
}
