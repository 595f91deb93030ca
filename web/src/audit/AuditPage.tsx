import { useInfiniteQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useState } from "react";
import type { AuditEntry, AuditPage as AuditAnswer } from "../../../contract/audit.ts";
import { requestJson } from "../api/request.ts";
import { useParam } from "../filters/use-view.ts";
import { formatSecond, formatWeekday } from "../format/time.ts";
import { NameCell } from "../groups/cells.tsx";
import { may } from "../shell/may.ts";
import { useFrame } from "../shell/use-frame.ts";
import { View } from "../shell/View.tsx";
import type { Column } from "../tables/column.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { MoreRows } from "../tables/MoreRows.tsx";
import { buttonClass } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { PanelHead } from "../ui/Panel.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";

/** Who did what to what, when and from where. */
export function AuditPage() {
  const { me, timeZone } = useFrame();
  const [action, setAction] = useParam("action");
  const allowed = may(me, "audit:read");
  const query = useInfiniteQuery({
    queryKey: ["audit", action],
    queryFn: ({ signal, pageParam }) => {
      const params = new URLSearchParams({ limit: "50" });
      if (action !== null) params.set("action", action);
      if (pageParam !== null) params.set("cursor", pageParam);
      return requestJson<AuditAnswer>(`/v1/audit?${params}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: ({ next_cursor }) => next_cursor,
    enabled: allowed,
  });
  const rows = query.data?.pages.flatMap(({ data }) => data) ?? [];
  const exportPath = (format: string) =>
    `/v1/audit/export?format=${format}${action === null ? "" : `&action=${action}`}`;
  return (
    <View
      title="Audit log"
      timeZone={timeZone}
      filtered={false}
      actions={allowed && (
        <>
          <a className={buttonClass("secondary", "sm")} href={exportPath("csv")} download>CSV</a>
          <a className={buttonClass("secondary", "sm")} href={exportPath("jsonl")} download>JSON Lines</a>
        </>
      )}
    >
      <section className="panel" aria-label="Audit log">
        {me !== undefined && !allowed
          ? <Empty title="You cannot see the audit log">An admin of {me.organization.name} can change that.</Empty>
          : (
            <>
              <PanelHead>
                <ActionFilter key={action} action={action} onChange={setAction} />
                <span className="text-12 text-text-3 max-sm:hidden">kept for three years; nobody can change it</span>
              </PanelHead>
              <Loaded what="The audit log" query={query} skeleton={<TableSkeleton rows={12} />}>
                {() =>
                  rows.length === 0 ? <Empty title="Nothing was done">No entry has this action.</Empty> : (
                    <>
                      <DataTable
                        label="Audit log"
                        columns={auditColumns(timeZone)}
                        rows={rows}
                        rowKey={({ id }) => id}
                        sorting={{ id: "at", descending: true }}
                        detail={(entry) => <Details entry={entry} />}
                      />
                      <MoreRows
                        shown={rows.length}
                        noun="entries"
                        sorted="newest first"
                        hasMore={query.hasNextPage}
                        busy={query.isFetchingNextPage}
                        onMore={() => void query.fetchNextPage()}
                      />
                    </>
                  )}
              </Loaded>
            </>
          )}
      </section>
    </View>
  );
}

function ActionFilter({ action, onChange }: { action: string | null; onChange: (action: string | null) => void }) {
  const [text, setText] = useState(action ?? "");
  return (
    <form
      role="search"
      className="relative w-full max-w-[260px]"
      onSubmit={(event) => {
        event.preventDefault();
        onChange(text.trim() === "" ? null : text.trim());
      }}
    >
      <Search size={14} className="absolute top-1.5 left-2 text-text-3" aria-hidden="true" />
      <input
        aria-label="Action, such as api_key or member.removed"
        placeholder="Action, e.g. api_key"
        value={text}
        onChange={({ target }) => setText(target.value)}
        className="h-7 w-full rounded-md border border-control bg-surface pr-2 pl-7 max-sm:h-10 max-sm:text-16"
      />
    </form>
  );
}

function auditColumns(timeZone: string): Column<AuditEntry>[] {
  return [
    {
      id: "at",
      header: "When",
      className: "whitespace-nowrap",
      cell: ({ at }) => {
        const instant = Date.parse(at);
        return <time dateTime={at}>{`${formatWeekday(instant, timeZone)}, ${formatSecond(instant, timeZone)}`}</time>;
      },
    },
    { id: "action", header: "Action", cell: ({ action }) => <code className="text-12">{action}</code> },
    { id: "actor", header: "Who", cell: ({ actor }) => <NameCell name={actor.name ?? actor.id} below={actor.kind} /> },
    {
      id: "target",
      header: "What",
      hide: "phone",
      className: "max-w-64",
      cell: ({ target_id }) => <code className="block truncate text-12 text-text-2">{target_id}</code>,
    },
    { id: "ip", header: "From", hide: "tablet", cell: ({ ip }) => <span className="text-text-2">{ip ?? ""}</span> },
  ];
}

function Details({ entry }: { entry: AuditEntry }) {
  return (
    <div className="mx-4 mb-3 grid gap-2 rounded-lg border border-line bg-sunken p-4 text-12">
      <pre className="overflow-x-auto whitespace-pre-wrap">{JSON.stringify(entry.details, null, 2)}</pre>
      <p className="text-text-3">
        Request <code>{entry.request_id}</code>
        {entry.user_agent !== null && `, ${entry.user_agent}`}
      </p>
    </div>
  );
}
