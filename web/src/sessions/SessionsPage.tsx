import { useInfiniteQuery } from "@tanstack/react-query";
import type { SessionList, SessionSort, SessionStatus, SessionSummary } from "../../../contract/query-sessions.ts";
import { listQuery } from "../api/lists.ts";
import { ExportMenu } from "../exports/ExportMenu.tsx";
import { useParam } from "../filters/use-view.ts";
import { useFrame } from "../shell/use-frame.ts";
import { useNow } from "../shell/use-now.ts";
import { View } from "../shell/View.tsx";
import { DataTable } from "../tables/DataTable.tsx";
import { MoreRows } from "../tables/MoreRows.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { sessionColumns } from "./columns.tsx";
import { sessionPath } from "./session-path.ts";

const PAGE_ROWS = 50;
const TABS = [
  { value: "all", label: "All" },
  { value: "active", label: "Running" },
  { value: "failed", label: "Failed" },
  { value: "completed", label: "Ended" },
  { value: "idle", label: "Idle" },
] as const satisfies readonly { value: SessionStatus | "all"; label: string }[];
/** Columns that the service sorts by. */
const SORTS = {
  start: "newest first",
  cost: "by cost",
  duration: "by duration",
  errors: "by errors",
  tokens: "by tokens",
} as const;

function sortOf(param: string | null): { sort: SessionSort; descending: boolean } {
  const [name, order] = (param ?? "").split(":");
  const sort = (Object.keys(SORTS) as SessionSort[]).find((known) => known === name) ?? "start";
  return { sort, descending: order !== "asc" };
}

/** Sessions of the period: what each did, cost and broke. */
export function SessionsPage() {
  const { view, timeZone, refresh, ready } = useFrame();
  const [statusParam, setStatus] = useParam("status");
  const [sortParam, setSort] = useParam("sort");
  const status = TABS.find(({ value }) => value === statusParam)?.value ?? "all";
  const { sort, descending } = sortOf(sortParam);
  const sessions = useInfiniteQuery({
    ...listQuery<SessionList>(view, timeZone, {
      path: "/v1/sessions",
      params: { sort, order: descending ? "desc" : "asc", ...(status === "all" ? {} : { status }) },
      limit: PAGE_ROWS,
      refresh,
    }),
    enabled: ready,
  });
  const now = useNow(30_000);
  const rows = sessions.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <View
      title="Sessions"
      timeZone={timeZone}
      asOf={sessions.data?.pages[0]?.as_of}
      actions={
        <ExportMenu
          name="sessions"
          table={sessions.data === undefined ? undefined : () => exportSessions(rows)}
        />
      }
    >
      <section className="panel" aria-label="Sessions">
        <Tabs
          label="Which sessions"
          tabs={TABS}
          value={status}
          onChange={(next) => setStatus(next === "all" ? null : next)}
        >
          <Loaded what="Sessions" query={sessions} skeleton={<TableSkeleton rows={12} />}>
            {() =>
              rows.length === 0
                ? <Empty title="No sessions match">Nothing in this period has these properties.</Empty>
                : (
                  <>
                    <DataTable
                      label="Sessions"
                      columns={sessionColumns(now, timeZone)}
                      rows={rows}
                      rowKey={({ session_id }) => session_id}
                      rowHref={({ session_id }) => sessionPath(session_id)}
                      sorting={{ id: sort, descending }}
                      onSort={(next) =>
                        setSort(
                          next.id === "start" && next.descending
                            ? null
                            : `${next.id}:${next.descending ? "desc" : "asc"}`,
                        )}
                    />
                    <MoreRows
                      shown={rows.length}
                      noun="sessions"
                      sorted={descending
                        ? SORTS[sort]
                        : sort === "start"
                        ? "oldest first"
                        : `${SORTS[sort]}, least first`}
                      hasMore={sessions.hasNextPage}
                      busy={sessions.isFetchingNextPage}
                      onMore={() => void sessions.fetchNextPage()}
                    />
                  </>
                )}
          </Loaded>
        </Tabs>
      </section>
    </View>
  );
}

const EXPORTED = [
  "session_id",
  "agent_id",
  "user_id",
  "team",
  "repo",
  "started_at",
  "last_event_at",
  "duration_ms",
  "status",
  "turns",
  "llm_requests",
  "tool_calls",
  "tool_failures",
  "errors",
  "tokens",
  "cost_usd",
  "estimated",
] as const satisfies readonly (keyof SessionSummary)[];

function exportSessions(rows: readonly SessionSummary[]) {
  return { columns: EXPORTED, rows: rows.map((row) => EXPORTED.map((name) => row[name])) };
}
