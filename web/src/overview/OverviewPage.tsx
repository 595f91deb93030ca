import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { breakdownsQuery, onboardingQuery, overviewQuery } from "../api/queries.ts";
import { viewLength } from "../filters/period.ts";
import { ExportMenu } from "../exports/ExportMenu.tsx";
import { useFrame, type ViewFrame } from "../shell/use-frame.ts";
import { View } from "../shell/View.tsx";
import { exportOverview } from "./export-overview.ts";
import { OverviewPanels } from "./OverviewPanels.tsx";
import { TABLE_ROWS } from "./table-rows.ts";
import { showsWorkHours } from "./work-hours.ts";

const ALL_MODELS = 100;
const FirstRun = lazy(() => import("../first-run/FirstRun.tsx").then(({ FirstRun: it }) => ({ default: it })));

/** The overview, or the way to a first event while there is none. */
export function OverviewPage() {
  const frame = useFrame();
  const { me, view, timeZone, refresh, ready } = frame;
  const weekly = showsWorkHours(viewLength(view));
  const interval = weekly ? "1h" : null;
  const overview = useQuery({ ...overviewQuery(view, timeZone, refresh, interval), enabled: ready });
  const groups = useQuery({
    ...breakdownsQuery(view, timeZone, refresh, {
      groupBy: ["model", "agent_id", "team"],
      orderBy: "cost_usd",
      limits: [ALL_MODELS, TABLE_ROWS, TABLE_ROWS],
      interval,
    }),
    enabled: ready,
  });
  // Most organisations have events; only where a period shows none is it asked whether there ever were any.
  const seemsNew = overview.data?.context.events === 0;
  const onboarding = useQuery({ ...onboardingQuery, enabled: seemsNew });
  if (me !== undefined && onboarding.data?.has_events === false) {
    return (
      <Suspense>
        <FirstRun me={me} onboarding={onboarding.data} />
      </Suspense>
    );
  }
  const figures = overview.data;
  const undecided = seemsNew && onboarding.isPending;
  return (
    <View
      title="Overview"
      timeZone={timeZone}
      asOf={undecided ? null : overview.data?.as_of}
      actions={
        <ExportMenu
          frame={frame}
          name="overview"
          table={figures === undefined ? undefined : () => exportOverview(figures)}
        />
      }
    >
      <OverviewPanels
        frame={waitUnless(!undecided, frame)}
        weekly={weekly}
        overview={undecided ? WAITING : overview}
        groups={undecided ? WAITING : groups}
      />
    </View>
  );
}

/** A question that nothing is known of yet. */
const WAITING = { data: undefined, error: null, isError: false, refetch: () => Promise.resolve() };

function waitUnless(ready: boolean, frame: ViewFrame): ViewFrame {
  return { ...frame, ready: frame.ready && ready };
}
