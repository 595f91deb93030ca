import type { ToolRow } from "../../../contract/query-tools.ts";
import { linkTo, only } from "../filters/link-to.ts";
import { agentName } from "../format/agent.ts";
import { changeOf } from "../format/change.ts";
import { formatDuration } from "../format/duration.ts";
import { formatExact, NOTHING } from "../format/number.ts";
import { BreakdownView } from "../groups/BreakdownView.tsx";
import { NameCell, RatioCell, TrendCell } from "../groups/cells.tsx";
import { GroupTable } from "../groups/GroupTable.tsx";
import { useGroupList } from "../groups/use-group-list.ts";
import { useFrame } from "../shell/use-frame.ts";
import type { Column } from "../tables/column.ts";
import { Delta } from "../ui/Delta.tsx";

const MUCH_FAILURE = 0.1;

const COLUMNS: readonly Column<ToolRow>[] = [
  {
    id: "tool",
    header: "Tool",
    className: "max-w-64",
    cell: ({ tool_name, agents }) => (
      <NameCell name={tool_name === "" ? "No name" : tool_name} below={agents.map(agentName).slice(0, 4).join(", ")} />
    ),
  },
  count("calls", "Calls", ({ calls }) => formatExact(calls)),
  {
    id: "change",
    header: "Change",
    number: true,
    hide: "phone",
    cell: ({ calls, previous }) => <Delta change={changeOf(calls, previous?.calls ?? null, "amount")} />,
  },
  count("failures", "Failed", ({ failures }) => formatExact(failures)),
  {
    id: "failure_rate",
    header: "Failure rate",
    number: true,
    hide: "phone",
    cell: ({ failure_rate }) => <RatioCell ratio={failure_rate} digits={2} bad={(failure_rate ?? 0) >= MUCH_FAILURE} />,
  },
  {
    id: "acceptance",
    header: "Accepted",
    number: true,
    hide: "tablet",
    cell: ({ acceptance_rate, decisions }) => (
      <span title={`${formatExact(decisions)} decisions`}>
        <RatioCell ratio={acceptance_rate} />
      </span>
    ),
  },
  { ...count("rejected", "Rejected", ({ rejected }) => formatExact(rejected)), hide: "tablet" },
  {
    id: "p50",
    header: "p50",
    number: true,
    hide: "tablet",
    cell: ({ p50_ms }) => (p50_ms === null ? NOTHING : formatDuration(p50_ms)),
  },
  {
    id: "p95",
    header: "p95",
    number: true,
    cell: ({ p95_ms }) => (p95_ms === null ? NOTHING : formatDuration(p95_ms)),
  },
  { ...count("sessions", "Sessions", ({ sessions }) => formatExact(sessions)), hide: "tablet" },
  { ...count("users", "People", ({ users }) => formatExact(users)), hide: "tablet" },
  {
    id: "trend",
    header: "Trend",
    hide: "tablet",
    className: "w-24",
    cell: ({ trend }) => <TrendCell values={trend} />,
  },
];

function count(id: string, header: string, cell: Column<ToolRow>["cell"]): Column<ToolRow> {
  return { id, header, number: true, cell, sortBy: () => 0 };
}

const EXPORTED = [
  "tool_name",
  "calls",
  "failures",
  "failure_rate",
  "decisions",
  "accepted",
  "rejected",
  "acceptance_rate",
  "p50_ms",
  "p95_ms",
  "sessions",
  "users",
  "last_seen",
] as const satisfies readonly (keyof ToolRow)[];

/** The tools that agents call: how often, how well, and whether people let them. */
export function ToolsPage() {
  const frame = useFrame();
  const list = useGroupList(frame, "/v1/tools", "calls");
  const table = () => ({ columns: EXPORTED, rows: list.rows.map((row) => EXPORTED.map((name) => row[name])) });
  return (
    <BreakdownView
      title="Tools"
      frame={frame}
      asOf={list.asOf}
      exported={{
        name: "tools",
        table: list.query.data === undefined ? undefined : table,
        whole: { source: "tools", query: { sort: list.sort } },
      }}
      chart={{ label: "Tool calls over time", metric: "tool_calls" }}
    >
      <GroupTable
        title="Tools"
        noun="tools"
        list={list}
        columns={COLUMNS}
        rowKey={({ tool_name }) => tool_name}
        rowHref={({ tool_name }) => linkTo("/sessions", [only("tool_name", tool_name)])}
      />
    </BreakdownView>
  );
}
