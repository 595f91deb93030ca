import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { Me } from "../../../contract/account.ts";
import { breakdownQuery, meQuery, onboardingQuery, overviewQuery } from "../api/queries.ts";
import { FilterBar } from "../filters/FilterBar.tsx";
import { viewLength } from "../filters/period.ts";
import { CopyLink } from "../shell/CopyLink.tsx";
import { Freshness } from "../shell/Freshness.tsx";
import { RefreshToggle } from "../shell/RefreshToggle.tsx";
import { TopBar } from "../shell/TopBar.tsx";
import { useFrame } from "../shell/use-frame.ts";
import { useSeen } from "../shell/use-seen.ts";
import { Failure } from "../ui/Failure.tsx";
import { ActivityPanel } from "./ActivityPanel.tsx";
import { AGENT_ROWS, AgentsTable } from "./AgentsTable.tsx";
import { CostByModel } from "./CostByModel.tsx";
import { KpiTiles } from "./KpiTiles.tsx";
import { TEAM_ROWS, TeamsTable } from "./TeamsTable.tsx";
import { showsWorkHours } from "./work-hours.ts";
import { WorkHoursPanel } from "./WorkHoursPanel.tsx";

const ALL_MODELS = 100;
const FirstRun = lazy(() => import("../first-run/FirstRun.tsx").then(({ FirstRun: it }) => ({ default: it })));

/** The overview, or the way to a first event while there is none. */
export function OverviewPage() {
  const me = useQuery(meQuery);
  const onboarding = useQuery(onboardingQuery);
  if (me.data !== undefined && onboarding.data?.has_events === false) {
    return (
      <Suspense>
        <FirstRun me={me.data} onboarding={onboarding.data} />
      </Suspense>
    );
  }
  return <Dashboard me={me.data} error={me.error} onRetry={() => void me.refetch()} />;
}

interface DashboardProps {
  me: Me | undefined;
  error: unknown;
  onRetry: () => void;
}

/** Before it is known who asks, the same boxes without content. */
export function Dashboard({ me, error, onRetry }: DashboardProps) {
  const frame = useFrame();
  const { view, change, refresh } = frame;
  const timeZone = me?.organization.time_zone ?? "UTC";
  const ready = me !== undefined;
  // The last row lies below the first screen.
  const [below, belowSeen] = useSeen<HTMLElement>();
  const weekly = showsWorkHours(viewLength(view));
  const interval = weekly ? "1h" : null;
  const overview = useQuery({ ...overviewQuery(view, timeZone, refresh, interval), enabled: ready });
  const models = useQuery({
    ...breakdownQuery(view, timeZone, refresh, { groupBy: "model", orderBy: "cost_usd", limit: ALL_MODELS, interval }),
    enabled: ready,
  });
  const agents = useQuery({
    ...breakdownQuery(view, timeZone, refresh, {
      groupBy: "agent_id",
      orderBy: "cost_usd",
      limit: AGENT_ROWS,
      interval: null,
    }),
    enabled: ready && belowSeen,
  });
  const teams = useQuery({
    ...breakdownQuery(view, timeZone, refresh, {
      groupBy: "team",
      orderBy: "cost_usd",
      limit: TEAM_ROWS,
      interval: null,
    }),
    enabled: ready && belowSeen,
  });
  return (
    <>
      <TopBar title="Overview">
        <Freshness asOf={overview.data?.as_of} timeZone={timeZone} />
        <RefreshToggle />
        <CopyLink />
      </TopBar>
      <FilterBar timeZone={timeZone} />
      <main id="main" className="content">
        {error !== null && !ready
          ? (
            <div className="panel">
              <Failure what="This page" error={error} onRetry={onRetry} />
            </div>
          )
          : (
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
                answer={models.data}
                overview={overview.data}
                error={models.error}
                onRetry={() => void models.refetch()}
              />
              {weekly && <WorkHoursPanel overview={overview.data} timeZone={timeZone} />}
              <AgentsTable
                place={below}
                answer={agents.data}
                error={agents.error}
                onRetry={() => void agents.refetch()}
              />
              <TeamsTable
                answer={teams.data}
                totalCost={overview.data?.kpis.cost_usd.value ?? null}
                error={teams.error}
                onRetry={() => void teams.refetch()}
              />
            </>
          )}
      </main>
    </>
  );
}
