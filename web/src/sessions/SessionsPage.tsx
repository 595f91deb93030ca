import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import type { SessionSort, SessionStatus, SessionSummary } from "../../../contract/query-sessions.ts";
import { listQuery } from "../api/lists.ts";
import { ExportMenu } from "../exports/ExportMenu.tsx";
import { only } from "../filters/link-to.ts";
import { useParam } from "../filters/use-view.ts";
import { useFrame } from "../shell/use-frame.ts";
import { useNow } from "../shell/use-now.ts";
import { View } from "../shell/View.tsx";
import { PagedTable } from "../tables/PagedTable.tsx";
import { SearchField } from "../tables/SearchField.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { sessionColumns } from "./columns.tsx";
import { rememberOrder } from "./session-order.ts";
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
  const frame = useFrame();
  const { view, change, timeZone, refresh, ready } = frame;
  const [search, setSearch] = useState("");
  const [statusParam, setStatus] = useParam("status");
  const [sortParam, setSort] = useParam("sort");
  const status = TABS.find(({ value }) => value === statusParam)?.value ?? "all";
  const { sort, descending } = sortOf(sortParam);
  const sessions = useInfiniteQuery({
    ...listQuery(view, timeZone, {
      path: "/v1/sessions",
      query: { sort, order: descending ? "desc" : "asc", ...(status === "all" ? {} : { status }) },
      limit: PAGE_ROWS,
      refresh,
    }),
    enabled: ready,
  });
  const now = useNow(30_000);
  const rows = useMemo(() => sessions.data?.pages.flatMap(({ data }) => data) ?? [], [sessions.data]);
  useEffect(() => rememberOrder(rows.map(({ session_id }) => session_id)), [rows]);
  return (
    <View
      title="Sessions"
      timeZone={timeZone}
      asOf={sessions.data?.pages[0]?.as_of}
      actions={
        <ExportMenu
          frame={frame}
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
          end={
            <SearchField
              label="Session id"
              value={search}
              onChange={setSearch}
              onSubmit={(id) => {
                if (id.trim() === "") return;
                const others = view.filters.filter(({ name }) => name !== "session_id");
                change({ filters: [...others, only("session_id", id.trim())] });
                setSearch("");
              }}
            />
          }
        >
          <PagedTable
            label="Sessions"
            query={sessions}
            rows={rows}
            columns={sessionColumns(now, timeZone)}
            rowKey={({ session_id }) => session_id}
            rowHref={({ session_id }) => sessionPath(session_id)}
            sorting={{ id: sort, descending }}
            onSort={({ id, descending: down }) =>
              setSort(id === "start" && down ? null : `${id}:${down ? "desc" : "asc"}`)}
            noun="sessions"
            order={descending ? SORTS[sort] : sort === "start" ? "oldest first" : `${SORTS[sort]}, least first`}
            empty={{ title: "No sessions match", text: "Nothing in this period has these properties." }}
          />
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
