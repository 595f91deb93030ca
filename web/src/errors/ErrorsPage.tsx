import { useInfiniteQuery } from "@tanstack/react-query";
import type { ErrorGroup, ErrorList, ErrorSort } from "../../../contract/query-errors.ts";
import { listQuery } from "../api/lists.ts";
import { TrendBars } from "../charts/TrendBars.tsx";
import { useParam } from "../filters/use-view.ts";
import { formatAgo } from "../format/ago.ts";
import { changeOf } from "../format/change.ts";
import { formatExact } from "../format/number.ts";
import { formatDay } from "../format/time.ts";
import { BreakdownView } from "../groups/BreakdownView.tsx";
import { AgentCell, NameCell } from "../groups/cells.tsx";
import { useFrame } from "../shell/use-frame.ts";
import { useNow } from "../shell/use-now.ts";
import type { Column } from "../tables/column.ts";
import { PagedTable } from "../tables/PagedTable.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Delta } from "../ui/Delta.tsx";
import type { StatSpec } from "../ui/Stats.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { ErrorDetails } from "./ErrorDetails.tsx";

const SORTS: readonly ErrorSort[] = ["count", "sessions", "users", "last_seen", "first_seen"];
const TABS = [{ value: "all", label: "All" }, { value: "new", label: "New" }] as const;

/** Errors that are the same one again, as one line each. */
export function ErrorsPage() {
  const frame = useFrame();
  const { view, timeZone } = frame;
  const [tab, setTab] = useParam("show");
  const [sortParam, setSort] = useParam("sort");
  const sort = SORTS.find((known) => known === sortParam) ?? "count";
  const query = useInfiniteQuery({
    ...listQuery(view, timeZone, {
      path: "/v1/errors",
      query: { sort },
      limit: 50,
      refresh: frame.refresh,
    }),
    enabled: frame.ready,
  });
  const now = useNow(30_000);
  const [first] = query.data?.pages ?? [];
  const all = query.data?.pages.flatMap(({ data }) => data) ?? [];
  const shown = tab === "new" ? "new" : "all";
  const rows = shown === "new" ? all.filter(({ is_new }) => is_new) : all;
  return (
    <BreakdownView
      title="Errors"
      frame={frame}
      asOf={first?.as_of}
      exported={{ name: "errors", table: first === undefined ? undefined : () => exportErrors(rows) }}
      stats={{ label: "Error figures", stats: errorStats(first, all) }}
      chart={{ label: "Errors over time", metric: "errors" }}
    >
      <section className="panel" aria-label="Errors by kind">
        <Tabs
          label="Which errors"
          value={shown}
          onChange={(next) => setTab(next === "all" ? null : next)}
          tabs={TABS.map((spec) => ({
            ...spec,
            count: first === undefined
              ? undefined
              : spec.value === "all"
              ? first.total_groups
              : all.filter(({ is_new }) => is_new).length,
          }))}
        >
          <PagedTable
            label="Errors"
            query={query}
            rows={rows}
            columns={errorColumns(now, timeZone)}
            rowKey={({ fingerprint }) => fingerprint}
            sorting={{ id: sort, descending: true }}
            onSort={({ id }) => setSort(id === "count" ? null : id)}
            detail={({ fingerprint }) => <ErrorDetails fingerprint={fingerprint} frame={frame} />}
            noun="errors"
            total={first?.total_groups}
            empty={{ title: "No errors match", text: "Nothing in this period failed with these properties." }}
          />
        </Tabs>
      </section>
    </BreakdownView>
  );
}

const STAT_LABELS = ["Errors", "Kinds of error", "Sessions hit", "People hit"] as const;

function errorStats(answer: ErrorList | undefined, shown: readonly ErrorGroup[]): StatSpec[] {
  if (answer === undefined) return STAT_LABELS.map((label) => ({ label, value: undefined }));
  const { totals, previous } = answer;
  const fresh = shown.filter(({ is_new }) => is_new).length;
  const change = (now: number, before: number | undefined) =>
    before !== undefined && <Delta change={changeOf(now, before, "amount", "less")} />;
  const from = (before: number | undefined) => before === undefined ? "" : `from ${formatExact(before)}`;
  return [
    {
      label: "Errors",
      value: formatExact(totals.count),
      change: change(totals.count, previous?.count),
      context: from(previous?.count),
    },
    {
      label: "Kinds of error",
      value: formatExact(answer.total_groups),
      context: shown.length < answer.total_groups ? `${fresh} new among those shown` : `${fresh} new`,
    },
    {
      label: "Sessions hit",
      value: formatExact(totals.sessions),
      change: change(totals.sessions, previous?.sessions),
      context: from(previous?.sessions),
    },
    {
      label: "People hit",
      value: formatExact(totals.users),
      change: change(totals.users, previous?.users),
      context: from(previous?.users),
    },
  ];
}

function errorColumns(now: number, timeZone: string): Column<ErrorGroup>[] {
  return [
    {
      id: "error",
      header: "Error",
      className: "w-2/5 max-w-0",
      cell: ({ error_type, message, event_type, is_new }) => (
        <span className="flex min-w-0 items-center gap-2">
          <NameCell name={error_type === "" ? event_type : error_type} below={message} title={message} />
          {is_new && <Badge tone="accent">New</Badge>}
        </span>
      ),
    },
    {
      id: "agent",
      header: "Agent",
      hide: "tablet",
      className: "min-w-36",
      cell: ({ agents }) => (
        <AgentCell agentId={agents[0] ?? ""} below={agents.length > 1 ? `and ${agents.length - 1} more` : ""} />
      ),
    },
    {
      id: "trend",
      header: "Trend",
      hide: "phone",
      className: "w-28",
      cell: ({ trend, is_new }) => <TrendBars values={trend} bad={is_new} />,
    },
    sorted("count", "Events", ({ count }) => formatExact(count)),
    {
      id: "change",
      header: "Change",
      number: true,
      hide: "phone",
      cell: ({ count, previous_count }) => <Delta change={changeOf(count, previous_count, "amount", "less")} />,
    },
    { ...sorted("sessions", "Sessions", ({ sessions }) => formatExact(sessions)), hide: "phone" },
    { ...sorted("users", "People", ({ users }) => formatExact(users)), hide: "tablet" },
    {
      ...sorted("first_seen", "First seen", ({ first_seen_ever }) => formatDay(Date.parse(first_seen_ever), timeZone)),
      hide: "tablet",
    },
    sorted("last_seen", "Last seen", ({ last_seen }) => formatAgo(Date.parse(last_seen), now, timeZone)),
  ];
}

function sorted(id: ErrorSort, header: string, cell: Column<ErrorGroup>["cell"]): Column<ErrorGroup> {
  return { id, header, number: true, cell, sortBy: () => 0 };
}

const EXPORTED = [
  "fingerprint",
  "event_type",
  "error_type",
  "message",
  "tool_name",
  "count",
  "previous_count",
  "sessions",
  "users",
  "first_seen",
  "last_seen",
  "first_seen_ever",
  "is_new",
] as const satisfies readonly (keyof ErrorGroup)[];

function exportErrors(rows: readonly ErrorGroup[]) {
  return { columns: EXPORTED, rows: rows.map((row) => EXPORTED.map((name) => row[name])) };
}
