import type { TeamRow, UserRow } from "../../../contract/query-groups.ts";
import { linkTo, only } from "../filters/link-to.ts";
import { useParam } from "../filters/use-view.ts";
import { agentName } from "../format/agent.ts";
import { formatExact } from "../format/number.ts";
import { BreakdownView } from "../groups/BreakdownView.tsx";
import { NameCell, PersonCell } from "../groups/cells.tsx";
import { exportGroups, figureColumns } from "../groups/figure-columns.tsx";
import { GroupTable } from "../groups/GroupTable.tsx";
import { useGroupList } from "../groups/use-group-list.ts";
import { useFrame, type ViewFrame } from "../shell/use-frame.ts";
import type { Column } from "../tables/column.ts";
import { Segmented } from "../ui/Segmented.tsx";

const SIDES = [{ value: "people", label: "People" }, { value: "teams", label: "Teams" }] as const;
type Side = (typeof SIDES)[number]["value"];

const TEAM_COLUMNS: readonly Column<TeamRow>[] = [
  {
    id: "team",
    header: "Team",
    className: "max-w-64",
    cell: ({ team, agents }) => (
      <NameCell name={team === "" ? "No team" : team} below={agents.map(agentName).slice(0, 4).join(", ")} />
    ),
  },
  {
    id: "active_users",
    header: "People",
    number: true,
    sortBy: () => 0,
    cell: ({ active_users }) => formatExact(active_users),
  },
  ...figureColumns<TeamRow>(),
];

const USER_COLUMNS: readonly Column<UserRow>[] = [
  {
    id: "user",
    header: "Person",
    className: "max-w-64",
    cell: ({ user_id, teams, agents }) => (
      <PersonCell
        userId={user_id}
        below={[...teams, ...agents.map(agentName)].filter((part) => part !== "").join(", ")}
      />
    ),
  },
  ...figureColumns<UserRow>(),
];

/** People and teams: who uses agents, for what it costs. */
export function PeoplePage() {
  const frame = useFrame();
  const [param, setSide] = useParam("by");
  const side: Side = param === "teams" ? "teams" : "people";
  const choice = (
    <Segmented
      label="By"
      value={side}
      options={SIDES}
      onChange={(next) => setSide(next === "people" ? null : next)}
    />
  );
  return side === "teams" ? <Teams frame={frame} choice={choice} /> : <People frame={frame} choice={choice} />;
}

interface SideProps {
  frame: ViewFrame;
  choice: React.ReactNode;
}

const CHART = { label: "Active users over time", metric: "active_users" } as const;

function People({ frame, choice }: SideProps) {
  const list = useGroupList(frame, "/v1/users", "cost_usd");
  const loaded = list.query.data !== undefined;
  return (
    <BreakdownView
      title="People & teams"
      frame={frame}
      asOf={list.asOf}
      exported={{
        name: "people",
        whole: { source: "users", query: { sort: list.sort } },
        table: loaded ? () => exportGroups("user_id", list.rows, ({ user_id }) => user_id) : undefined,
      }}
      chart={CHART}
    >
      <GroupTable
        title="People"
        noun="people"
        list={list}
        columns={USER_COLUMNS}
        rowKey={({ user_id }) => user_id}
        rowHref={({ user_id }) => linkTo("/sessions", [only("user_id", user_id)])}
        end={choice}
      />
    </BreakdownView>
  );
}

function Teams({ frame, choice }: SideProps) {
  const list = useGroupList(frame, "/v1/teams", "cost_usd");
  const loaded = list.query.data !== undefined;
  return (
    <BreakdownView
      title="People & teams"
      frame={frame}
      asOf={list.asOf}
      exported={{
        name: "teams",
        whole: { source: "teams", query: { sort: list.sort } },
        table: loaded ? () => exportGroups("team", list.rows, ({ team }) => team) : undefined,
      }}
      chart={CHART}
    >
      <GroupTable
        title="Teams"
        noun="teams"
        list={list}
        columns={TEAM_COLUMNS}
        rowKey={({ team }) => team}
        rowHref={({ team }) => linkTo("/sessions", [only("team", team)])}
        end={choice}
      />
    </BreakdownView>
  );
}
