import type { AgentRow } from "../../../contract/query-groups.ts";
import { linkTo, only } from "../filters/link-to.ts";
import { BreakdownView } from "../groups/BreakdownView.tsx";
import { AgentCell } from "../groups/cells.tsx";
import { exportGroups, figureColumns } from "../groups/figure-columns.tsx";
import { GroupTable } from "../groups/GroupTable.tsx";
import { useGroupList } from "../groups/use-group-list.ts";
import { useFrame } from "../shell/use-frame.ts";
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
  const list = useGroupList(frame, "/v1/agents", "cost_usd");
  const loaded = list.query.data !== undefined;
  return (
    <BreakdownView
      title="Agents"
      frame={frame}
      asOf={list.asOf}
      exported={{
        name: "agents",
        whole: { source: "agents", query: { sort: list.sort } },
        table: loaded ? () => exportGroups("agent_id", list.rows, ({ agent_id }) => agent_id) : undefined,
      }}
      chart={{ label: "Sessions over time", metric: "sessions" }}
    >
      <GroupTable
        title="Agents"
        noun="agents"
        list={list}
        columns={COLUMNS}
        rowKey={({ agent_id }) => agent_id}
        rowHref={({ agent_id }) => linkTo("/sessions", [only("agent_id", agent_id)])}
      />
    </BreakdownView>
  );
}
