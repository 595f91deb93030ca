import { useInfiniteQuery } from "@tanstack/react-query";
import type { Sender, SenderColumn, SenderState } from "../../../contract/query-senders.ts";
import { listQuery } from "../api/lists.ts";
import { COLUMN_LABELS, valueLabel } from "../filters/labels.ts";
import { linkTo, only } from "../filters/link-to.ts";
import { useParam } from "../filters/use-view.ts";
import { formatAgo } from "../format/ago.ts";
import { formatRunning } from "../format/duration.ts";
import { formatCompact, formatExact } from "../format/number.ts";
import { AgentCell, NameCell, PersonCell } from "../groups/cells.tsx";
import type { ViewFrame } from "../shell/use-frame.ts";
import { useNow } from "../shell/use-now.ts";
import type { Column } from "../tables/column.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { Badge, type BadgeTone } from "../ui/Badge.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";

const COLUMNS = [
  { value: "agent_id", label: "Agents" },
  { value: "user_id", label: "People" },
  { value: "team", label: "Teams" },
] as const satisfies readonly { value: SenderColumn; label: string }[];

const STATES: Record<SenderState, { tone: BadgeTone; word: string }> = {
  silent: { tone: "danger", word: "Stopped" },
  late: { tone: "warning", word: "Late" },
  sending: { tone: "success", word: "Sending" },
};

/** Who stopped sending: everybody against their own habit, the longest beyond it first. */
export function SendersPanel({ frame }: { frame: ViewFrame }) {
  const { view, timeZone, refresh, ready } = frame;
  const [param, setBy] = useParam("senders");
  const by = COLUMNS.find(({ value }) => value === param)?.value ?? "agent_id";
  const query = useInfiniteQuery({
    ...listQuery(view, timeZone, {
      path: "/v1/senders",
      query: { by },
      limit: 50,
      refresh,
      without: ["compare", "interval"],
    }),
    enabled: ready,
  });
  const now = useNow(30_000);
  const [first] = query.data?.pages ?? [];
  const rows = query.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <Panel
      title="Who stopped sending"
      sub={first && `${first.counts.silent} stopped, ${first.counts.late} late, ${first.counts.sending} sending`}
      end={
        <Segmented
          label="Senders by"
          value={by}
          options={COLUMNS}
          onChange={(next) => setBy(next === "agent_id" ? null : next)}
        />
      }
    >
      <Loaded what="Senders" query={query} skeleton={<TableSkeleton rows={6} />}>
        {() =>
          rows.length === 0
            ? <Empty title="Nobody sent anything">In the last seven days no event has arrived.</Empty>
            : (
              <DataTable
                label="Senders"
                columns={senderColumns(by, now, timeZone)}
                rows={rows}
                rowKey={({ key }) => key}
                rowHref={({ key }) => linkTo("/sessions", [only(by, key)])}
                sorting={{ id: "late", descending: true }}
              />
            )}
      </Loaded>
    </Panel>
  );
}

function senderColumns(by: (typeof COLUMNS)[number]["value"], now: number, timeZone: string): Column<Sender>[] {
  return [
    {
      id: "key",
      header: COLUMN_LABELS[by],
      className: "max-w-64",
      cell: ({ key }) =>
        by === "agent_id"
          ? <AgentCell agentId={key} />
          : by === "user_id"
          ? <PersonCell userId={key} />
          : <NameCell name={valueLabel(by, key)} />,
    },
    {
      id: "state",
      header: "State",
      cell: ({ state }) => <Badge tone={STATES[state].tone}>{STATES[state].word}</Badge>,
    },
    {
      id: "last",
      header: "Last event",
      sortBy: ({ last_seen }) => last_seen,
      cell: ({ last_seen }) => formatAgo(Date.parse(last_seen), now, timeZone),
    },
    {
      id: "pause",
      header: "Usual pause",
      number: true,
      hide: "phone",
      sortBy: ({ usual_pause_ms }) => usual_pause_ms,
      cell: ({ usual_pause_ms }) => formatRunning(usual_pause_ms),
    },
    {
      id: "rate",
      header: "Events an hour",
      number: true,
      hide: "phone",
      sortBy: ({ usual_events_per_hour }) => usual_events_per_hour,
      cell: ({ usual_events_per_hour }) => formatCompact(Math.round(usual_events_per_hour)),
    },
    {
      id: "events",
      header: "Events",
      number: true,
      hide: "tablet",
      sortBy: ({ events }) => events,
      cell: ({ events }) => formatExact(events),
    },
  ];
}
