import { useInfiniteQuery } from "@tanstack/react-query";
import { BellOff, Check, RotateCcw } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { ErrorListName } from "../../../contract/error-state.ts";
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
import { SearchField } from "../tables/SearchField.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Delta } from "../ui/Delta.tsx";
import type { StatSpec } from "../ui/Stats.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { findGrouping, GroupingMenu } from "./GroupingMenu.tsx";

// Most people read the list.
const ErrorDetails = lazy(() => import("./ErrorDetails.tsx").then(({ ErrorDetails: it }) => ({ default: it })));
const ErrorsBy = lazy(() => import("./ErrorsBy.tsx").then(({ ErrorsBy: it }) => ({ default: it })));

const SORTS: readonly ErrorSort[] = ["count", "sessions", "users", "last_seen", "first_seen"];
const USUAL: ErrorListName = "open";
const TABS = [
  { value: "open", label: "Open" },
  { value: "new", label: "New" },
  { value: "regressed", label: "Regressed" },
  { value: "muted", label: "Muted" },
  { value: "resolved", label: "Resolved" },
  { value: "all", label: "All" },
] as const satisfies readonly { value: ErrorListName; label: string }[];
/** Fewer letters than this find everything. */
const LEAST_SEARCH = 2;

/** Errors that are the same one again, as one line each; or how many there are by another column. */
export function ErrorsPage() {
  const frame = useFrame();
  const { view, timeZone } = frame;
  const [tab, setTab] = useParam("show");
  const [sortParam, setSort] = useParam("sort");
  const [search, setSearch] = useParam("q");
  const [typed, setTyped] = useState(search ?? "");
  const [byParam, setBy] = useParam("by");
  const by = findGrouping(byParam);
  const sort = SORTS.find((known) => known === sortParam) ?? "count";
  const shown = TABS.find(({ value }) => value === tab)?.value ?? USUAL;
  const text: Record<string, string> = search !== null && search.length >= LEAST_SEARCH ? { q: search } : {};
  const query = useInfiniteQuery({
    ...listQuery(view, timeZone, {
      path: "/v1/errors",
      query: { sort, state: shown, ...text },
      limit: 50,
      refresh: frame.refresh,
    }),
    enabled: frame.ready,
  });
  const now = useNow(30_000);
  const [first] = query.data?.pages ?? [];
  const rows = query.data?.pages.flatMap(({ data }) => data) ?? [];
  const grouping = <GroupingMenu by={by} onChange={setBy} />;
  return (
    <BreakdownView
      title="Errors"
      frame={frame}
      asOf={first?.as_of}
      exported={{
        name: "errors",
        table: first === undefined ? undefined : () => exportErrors(rows),
        whole: { source: "errors", query: { sort, state: shown, ...text } },
      }}
      stats={{ label: "Error figures", stats: errorStats(first) }}
      chart={{ label: "Errors over time", metric: "errors" }}
    >
      {by !== null
        ? (
          <Suspense fallback={<TableSkeleton rows={10} />}>
            <ErrorsBy by={by} frame={frame} end={grouping} />
          </Suspense>
        )
        : (
          <section className="panel" aria-label="Errors by kind">
            <Tabs
              label="Which errors"
              value={shown}
              onChange={(next) => setTab(next === USUAL ? null : next)}
              tabs={TABS.map((spec) => ({ ...spec, count: first?.by_state[spec.value] }))}
              end={
                <>
                  <SearchField
                    label="Find in messages"
                    value={typed}
                    onChange={setTyped}
                    onSubmit={(asked) => setSearch(asked.trim() === "" ? null : asked.trim())}
                  />
                  {grouping}
                </>
              }
            >
              <PagedTable
                label="Errors"
                query={query}
                rows={rows}
                columns={errorColumns(now, timeZone)}
                rowKey={({ fingerprint }) => fingerprint}
                sorting={{ id: sort, descending: true }}
                onSort={({ id }) => setSort(id === "count" ? null : id)}
                detail={({ fingerprint, state }) => (
                  <Suspense fallback={<TableSkeleton rows={4} />}>
                    <ErrorDetails fingerprint={fingerprint} state={state} frame={frame} />
                  </Suspense>
                )}
                noun="errors"
                total={first?.total_groups}
                empty={emptyText(shown, first)}
              />
            </Tabs>
          </section>
        )}
    </BreakdownView>
  );
}

function emptyText(shown: ErrorListName, answer: ErrorList | undefined): { title: string; text: string } {
  const all = answer?.by_state.all ?? 0;
  if (all === 0) return { title: "No errors", text: "Nothing in this period failed with these properties." };
  if (shown === "open") return { title: "No open errors", text: "Those of this period are muted or resolved." };
  if (shown === "all") return { title: "No errors match", text: "No error of this period says this." };
  return { title: `No ${shown} errors`, text: "Other errors of this period stand under All." };
}

const STAT_LABELS = ["Errors", "Kinds of error", "Sessions hit", "People hit"] as const;

function errorStats(answer: ErrorList | undefined): StatSpec[] {
  if (answer === undefined) return STAT_LABELS.map((label) => ({ label, value: undefined }));
  const { totals, previous, by_state: lists } = answer;
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
      value: formatExact(lists.all),
      context: lists.regressed === 0 ? `${lists.new} new` : `${lists.new} new, ${lists.regressed} regressed`,
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
      className: "w-2/5 max-w-0 max-sm:w-3/5",
      cell: ({ error_type, message, event_type, is_new, state }) => (
        <span className="flex min-w-0 items-center gap-2">
          <NameCell name={error_type === "" ? event_type : error_type} below={message} title={message} />
          {is_new && state === "open" && <Badge tone="accent">New</Badge>}
          <StateBadge state={state} />
        </span>
      ),
    },
    {
      id: "agent",
      header: "Agent",
      hide: "tablet",
      className: "min-w-44",
      cell: ({ agents }) => (
        <AgentCell agentId={agents[0] ?? ""} below={agents.length > 1 ? `and ${agents.length - 1} more` : ""} />
      ),
    },
    {
      id: "trend",
      header: "Trend",
      hide: "phone",
      className: "w-28 min-w-24",
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

function StateBadge({ state }: Pick<ErrorGroup, "state">) {
  switch (state) {
    case "regressed":
      return <Badge tone="warning" icon={<RotateCcw size={12} aria-hidden="true" />}>Regressed</Badge>;
    case "muted":
      return <Badge icon={<BellOff size={12} aria-hidden="true" />}>Muted</Badge>;
    case "resolved":
      return <Badge tone="success" icon={<Check size={12} aria-hidden="true" />}>Resolved</Badge>;
    default:
      return null;
  }
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
  "state",
] as const satisfies readonly (keyof ErrorGroup)[];

function exportErrors(rows: readonly ErrorGroup[]) {
  return { columns: EXPORTED, rows: rows.map((row) => EXPORTED.map((name) => row[name])) };
}
