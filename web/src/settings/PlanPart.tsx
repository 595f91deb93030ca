import { useQuery } from "@tanstack/react-query";
import { usageQuery } from "../api/queries.ts";
import { BudgetsPanel } from "../budgets/BudgetsPanel.tsx";
import { UsageStats } from "../ingestion/UsageStats.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { PlanLimits } from "./PlanLimits.tsx";
import type { SettingsPartProps } from "./settings-part.ts";
import { UsageByDay } from "./UsageByDay.tsx";

/** What the plan gives and what is to be spent, and what of both is used. */
export function PlanPart({ me, timeZone }: SettingsPartProps) {
  const usage = useQuery(usageQuery);
  return (
    <>
      <UsageStats timeZone={timeZone} allowed />
      <BudgetsPanel me={me} />
      <Panel title="Events by day" sub="by the time of receipt; days and months of UTC">
        <Loaded what="Usage" query={usage} skeleton={<TableSkeleton rows={5} />}>
          {(data) => <UsageByDay usage={data} />}
        </Loaded>
      </Panel>
      <Panel title="What the plan gives" sub={<span className="capitalize">{usage.data?.plan}</span>}>
        <Loaded what="The plan" query={usage} skeleton={<TableSkeleton rows={4} />}>
          {(data) => <PlanLimits usage={data} />}
        </Loaded>
      </Panel>
    </>
  );
}
