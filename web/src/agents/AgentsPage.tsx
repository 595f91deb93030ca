import type { AgentRow } from "../../../contract/query-groups.ts";
import { ExportMenu } from "../exports/ExportMenu.tsx";
import { linkTo, only } from "../filters/link-to.ts";
import { AgentCell } from "../groups/cells.tsx";
import { exportGroups, figureColumns } from "../groups/figure-columns.tsx";
import { GroupList, useGroupList } from "../groups/GroupList.tsx";
import { MetricSeries } from "../metrics/MetricSeries.tsx";
import { useFrame } from "../shell/use-frame.ts";
import { View } from "../shell/View.tsx";
import type { Column } from "../tables/column.ts";

const COLUMNS: readonly Column<AgentRow>[] = [
  {
    id: "agent",
    header: "Agent",
    className: "max-w-64",
    cell: ({ agent_id, versions }) => <AgentCell agentId={agent_id} below={versions.slice(0, 3).join(", ")} />,
  },
  ...figureColumns<AgentRow>(),
];

/** The agents: what each does, how well, and for how much. */
export function AgentsPage() {
  const frame = useFrame();
  const list = useGroupList<AgentRow>(frame, "/v1/agents", "cost_usd");
  const loaded = list.query.data !== undefined;
  return (
    <View
      title="Agents"
      timeZone={frame.timeZone}
      asOf={list.asOf}
      actions={
        <ExportMenu
          name="agents"
          table={loaded ? () => exportGroups("agent_id", list.rows, ({ agent_id }) => agent_id) : undefined}
        />
      }
    >
      <section className="panel" aria-label="Sessions over time">
        <MetricSeries frame={frame} metric="sessions" />
      </section>
      <GroupList
        title="Agents"
        noun="agents"
        list={list}
        columns={COLUMNS}
        rowKey={({ agent_id }) => agent_id}
        rowHref={({ agent_id }) => linkTo("/sessions", [only("agent_id", agent_id)])}
      />
    </View>
  );
}
