import { useInfiniteQuery, useQueries } from "@tanstack/react-query";
import { Suspense, useState } from "react";
import { listQuery } from "../api/lists.ts";
import { chartQuery } from "../api/queries.ts";
import { EventTable } from "../events/EventTable.tsx";
import { exportEvents } from "../events/export-events.ts";
import { only } from "../filters/link-to.ts";
import { useParam } from "../filters/use-view.ts";
import type { Filter } from "../filters/view-state.ts";
import { changeOf } from "../format/change.ts";
import { formatExact } from "../format/number.ts";
import { BreakdownView } from "../groups/BreakdownView.tsx";
import { useFrame, type ViewFrame } from "../shell/use-frame.ts";
import { SearchField } from "../tables/SearchField.tsx";
import { EmptyList } from "../tables/empty-list.ts";
import { MoreRows } from "../tables/MoreRows.tsx";
import { Delta } from "../ui/Delta.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import type { StatSpec } from "../ui/Stats.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";

const ALERTS: readonly Filter[] = [only("event_type", "security_alert")];
const REFUSALS: readonly Filter[] = [only("event_type", "tool_decision"), only("success", "false")];

const TABS = [
  { value: "alerts", label: "Alerts" },
  { value: "refused", label: "Refused tools" },
] as const;

/** Fewer letters than this find everything. */
const LEAST_SEARCH = 2;

/** Security alerts, and tools that people or rules did not let agents use. */
export function SecurityPage() {
  const frame = useFrame();
  const [param, setTab] = useParam("show");
  const [search, setSearch] = useParam("q");
  const [typed, setTyped] = useState(search ?? "");
  const tab = param === "refused" ? "refused" : "alerts";
  const filters = tab === "alerts" ? ALERTS : REFUSALS;
  const { view } = frame;
  const events = useInfiniteQuery({
    ...listQuery({ ...view, filters: [...view.filters, ...filters] }, frame.timeZone, {
      path: "/v1/events",
      limit: 50,
      refresh: frame.refresh,
      without: ["compare"],
      ...(search === null || search.length < LEAST_SEARCH ? {} : { query: { q: search } }),
    }),
    enabled: frame.ready,
  });
  const rows = events.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <BreakdownView
      title="Security"
      frame={frame}
      asOf={events.data?.pages[0]?.as_of}
      exported={{
        name: `security-${tab}`,
        table: events.data === undefined ? undefined : () => exportEvents(rows),
      }}
      stats={{ label: "Security figures", stats: useSecurityStats(frame) }}
      chart={{
        label: "Over time",
        noun: tab === "alerts" ? "Security alerts" : "Refused tools",
        metric: "events",
        filters,
      }}
    >
      <section className="panel" aria-label="Events">
        <Tabs
          label="What to show"
          tabs={TABS}
          value={tab}
          onChange={(next) => setTab(next === "alerts" ? null : next)}
          end={
            <SearchField
              label="Text of events"
              value={typed}
              onChange={setTyped}
              onSubmit={(text) => setSearch(text.trim() === "" ? null : text.trim())}
            />
          }
        >
          <Loaded what="Events" query={events} skeleton={<TableSkeleton rows={8} />}>
            {() =>
              rows.length === 0
                ? (
                  <Suspense>
                    <EmptyList
                      title={tab === "alerts" ? "No alerts" : "Nothing was refused"}
                      text="Agents report these as they happen; none did in this period with these properties."
                    />
                  </Suspense>
                )
                : (
                  <>
                    <EventTable
                      label={tab === "alerts" ? "Alerts" : "Refused tools"}
                      events={rows}
                      timeZone={frame.timeZone}
                      severe={tab === "alerts"}
                    />
                    <MoreRows
                      shown={rows.length}
                      noun="events"
                      order="newest first"
                      hasMore={events.hasNextPage}
                      busy={events.isFetchingNextPage}
                      onMore={() => void events.fetchNextPage()}
                    />
                  </>
                )}
          </Loaded>
        </Tabs>
      </section>
    </BreakdownView>
  );
}

const ofSeverity = (
  ...values: string[]
): readonly Filter[] => [...ALERTS, { name: "severity", exclude: false, values }];
const FIGURES = [
  { label: "Security alerts", filters: ALERTS },
  { label: "Critical", filters: ofSeverity("critical") },
  { label: "High", filters: ofSeverity("high") },
  { label: "Medium", filters: ofSeverity("medium") },
  { label: "Low", filters: ofSeverity("low", "info") },
  { label: "Refused tools", filters: REFUSALS },
] as const;

/** How many there were, against the compared period. */
function useSecurityStats(frame: ViewFrame): StatSpec[] {
  const { view, timeZone, refresh, ready } = frame;
  const answers = useQueries({
    queries: FIGURES.map(({ filters }) => ({
      ...chartQuery({ ...view, split: null, filters: [...view.filters, ...filters] }, "events", timeZone, refresh),
      enabled: ready,
    })),
  });
  return FIGURES.map(({ label }, i) => {
    const answer = answers[i]?.data;
    const total = answer?.series[0]?.total ?? 0;
    return {
      label,
      value: answer === undefined ? undefined : formatExact(total),
      change: answer === undefined || answer.comparison === null
        ? ""
        : <Delta change={changeOf(total, answer.comparison.total, "amount", "less")} />,
      context: answer?.comparison == null ? "" : `from ${formatExact(answer.comparison.total ?? 0)}`,
    };
  });
}
