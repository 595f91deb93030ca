import type { TeamRow, UserRow } from "../../../contract/query-groups.ts";
import { ExportMenu } from "../exports/ExportMenu.tsx";
import { linkTo, only } from "../filters/link-to.ts";
import { useParam } from "../filters/use-view.ts";
import { agentName } from "../format/agent.ts";
import { formatExact } from "../format/number.ts";
import { NameCell, PersonCell } from "../groups/cells.tsx";
import { exportGroups, figureColumns } from "../groups/figure-columns.tsx";
import { GroupList, useGroupList } from "../groups/GroupList.tsx";
import { MetricSeries } from "../metrics/MetricSeries.tsx";
import { useFrame, type ViewFrame } from "../shell/use-frame.ts";
import { View } from "../shell/View.tsx";
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

function People({ frame, choice }: SideProps) {
  const list = useGroupList<UserRow>(frame, "/v1/users", "cost_usd");
  return (
    <View
      title="People & teams"
      timeZone={frame.timeZone}
      asOf={list.asOf}
      actions={
        <ExportMenu
          name="people"
          table={list.query.data === undefined
            ? undefined
            : () => exportGroups("user_id", list.rows, ({ user_id }) => user_id)}
        />
      }
    >
      <section className="panel" aria-label="Active users over time">
        <MetricSeries frame={frame} metric="active_users" />
      </section>
      <GroupList
        title="People"
        noun="people"
        list={list}
        columns={USER_COLUMNS}
        rowKey={({ user_id }) => user_id}
        rowHref={({ user_id }) => linkTo("/sessions", [only("user_id", user_id)])}
        end={choice}
      />
    </View>
  );
}

function Teams({ frame, choice }: SideProps) {
  const list = useGroupList<TeamRow>(frame, "/v1/teams", "cost_usd");
  return (
    <View
      title="People & teams"
      timeZone={frame.timeZone}
      asOf={list.asOf}
      actions={
        <ExportMenu
          name="teams"
          table={list.query.data === undefined ? undefined : () => exportGroups("team", list.rows, ({ team }) => team)}
        />
      }
    >
      <section className="panel" aria-label="Active users over time">
        <MetricSeries frame={frame} metric="active_users" />
      </section>
      <GroupList
        title="Teams"
        noun="teams"
        list={list}
        columns={TEAM_COLUMNS}
        rowKey={({ team }) => team}
        rowHref={({ team }) => linkTo("/sessions", [only("team", team)])}
        end={choice}
      />
    </View>
  );
}
