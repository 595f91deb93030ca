import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { AuditEntry } from "../../../contract/audit.ts";
import { pagesQuery } from "../api/lists.ts";
import { useParam } from "../filters/use-view.ts";
import { formatSecond, formatWeekday } from "../format/time.ts";
import { NameCell } from "../groups/cells.tsx";
import { may } from "../shell/may.ts";
import { useFrame } from "../shell/use-frame.ts";
import { View } from "../shell/View.tsx";
import type { Column } from "../tables/column.ts";
import { SearchField } from "../tables/SearchField.tsx";
import { PagedTable } from "../tables/PagedTable.tsx";
import { buttonClass } from "../ui/Button.tsx";
import { PanelHead } from "../ui/Panel.tsx";

/** Who did what to what, when and from where. */
export function AuditPage() {
  const { me, timeZone } = useFrame();
  const [action, setAction] = useParam("action");
  const allowed = may(me, "audit:read");
  const query = useInfiniteQuery({
    ...pagesQuery("/v1/audit", new URLSearchParams({ limit: "50", ...(action === null ? {} : { action }) })),
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
        <PanelHead>
          <ActionFilter key={action} action={action} onChange={setAction} />
          <span className="text-12 text-text-3 max-sm:hidden">kept for three years; nobody can change it</span>
        </PanelHead>
        <PagedTable
          label="Audit log"
          query={query}
          rows={rows}
          columns={auditColumns(timeZone)}
          rowKey={({ id }) => id}
          sorting={{ id: "at", descending: true }}
          detail={(entry) => <Details entry={entry} />}
          noun="entries"
          order="newest first"
          empty={{ title: "Nothing was done", text: "No entry has this action." }}
        />
      </section>
    </View>
  );
}

function ActionFilter({ action, onChange }: { action: string | null; onChange: (action: string | null) => void }) {
  const [text, setText] = useState(action ?? "");
  return (
    <SearchField
      label="Action, such as api_key"
      value={text}
      onChange={setText}
      onSubmit={(asked) => onChange(asked.trim() === "" ? null : asked.trim())}
    />
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
        return (
          <time dateTime={at} className="max-sm:grid max-sm:text-12">
            <span>{formatWeekday(instant, timeZone)}</span> {formatSecond(instant, timeZone)}
          </time>
        );
      },
    },
    {
      id: "action",
      header: "Action",
      className: "max-sm:whitespace-normal!",
      cell: ({ action }) => <code className="text-12">{action}</code>,
    },
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
