import { useInfiniteQuery } from "@tanstack/react-query";
import { Download, Plus, X } from "lucide-react";
import { useState } from "react";
import type { ExportFormat, ExportSource, ExportState, ExportSummary } from "../../../contract/exports.ts";
import { problemText } from "../api/problem-text.ts";
import { periodParams } from "../api/queries.ts";
import { formatAgo } from "../format/ago.ts";
import { formatBytes } from "../format/bytes.ts";
import { formatExact } from "../format/number.ts";
import { formatDayMinute } from "../format/time.ts";
import { NameCell } from "../groups/cells.tsx";
import { may } from "../shell/may.ts";
import { useFrame, type ViewFrame } from "../shell/use-frame.ts";
import { useNow } from "../shell/use-now.ts";
import { View } from "../shell/View.tsx";
import type { Column } from "../tables/column.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { MoreRows } from "../tables/MoreRows.tsx";
import { Badge, type BadgeTone } from "../ui/Badge.tsx";
import { Button, buttonClass } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { exportsQuery, useExportActions } from "./use-exports.ts";

const SOURCES = [
  { value: "sessions", label: "Sessions" },
  { value: "events", label: "Events" },
] as const satisfies readonly { value: ExportSource; label: string }[];
const FORMATS = [
  { value: "csv", label: "CSV" },
  { value: "jsonl", label: "JSON Lines" },
  { value: "parquet", label: "Parquet" },
] as const satisfies readonly { value: ExportFormat; label: string }[];

/** Files of what the lists show, however much it is. The period and filters of the page are those of a new export. */
export function ExportsPage() {
  const frame = useFrame();
  const { me, timeZone, ready } = frame;
  const canCreate = may(me, "exports:create");
  const canRead = may(me, "exports:read");
  const exports = useInfiniteQuery({ ...exportsQuery, enabled: ready && canRead });
  const { drop } = useExportActions();
  const now = useNow(30_000);
  const rows = exports.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <View title="Exports" timeZone={timeZone}>
      {canCreate && <NewExport frame={frame} />}
      <Panel title="Exports" sub="files are kept for seven days">
        {ready && !canRead
          ? <Empty title="You cannot see exports">A manager of your organisation can change that.</Empty>
          : (
            <Loaded what="Exports" query={exports} skeleton={<TableSkeleton rows={5} />}>
              {() =>
                rows.length === 0
                  ? (
                    <Empty title="Nothing was exported yet">
                      Choose a period and filters above, and what to write.
                    </Empty>
                  )
                  : (
                    <>
                      <DataTable
                        label="Exports"
                        columns={exportColumns(now, timeZone, (id) => drop.mutate(id))}
                        rows={rows}
                        rowKey={({ id }) => id}
                        sorting={{ id: "created", descending: true }}
                      />
                      <MoreRows
                        shown={rows.length}
                        noun="exports"
                        order="newest first"
                        hasMore={exports.hasNextPage}
                        busy={exports.isFetchingNextPage}
                        onMore={() => void exports.fetchNextPage()}
                      />
                    </>
                  )}
            </Loaded>
          )}
      </Panel>
    </View>
  );
}

function NewExport({ frame }: { frame: ViewFrame }) {
  const { create } = useExportActions();
  const [source, setSource] = useState<ExportSource>("sessions");
  const [format, setFormat] = useState<ExportFormat>("csv");
  const submit = () => create.mutate({ source, format, query: questionOf(frame) });
  return (
    <Panel title="New export" sub="of the period and filters above">
      <div className="flex flex-wrap items-center gap-3 px-4 pb-4">
        <Segmented label="What" value={source} options={SOURCES} onChange={setSource} />
        <Segmented label="Format" value={format} options={FORMATS} onChange={setFormat} />
        <Button size="sm" look="primary" disabled={create.isPending} aria-busy={create.isPending} onClick={submit}>
          <Plus size={14} aria-hidden="true" />
          Export
        </Button>
        {create.isError && <p role="alert" className="text-12 text-danger-text">{problemText(create.error)}</p>}
      </div>
    </Panel>
  );
}

/** The period and filters of the page as the body of an export says them. */
function questionOf({ view, timeZone }: ViewFrame): Record<string, string | string[]> {
  const params = periodParams(view, timeZone);
  params.delete("compare");
  return Object.fromEntries([...new Set(params.keys())].map((name) => {
    const values = params.getAll(name);
    return [name, values.length === 1 ? values[0] ?? "" : values];
  }));
}

const STATES: Record<ExportState, { tone: BadgeTone; word: string }> = {
  queued: { tone: "neutral", word: "Waiting" },
  running: { tone: "accent", word: "Running" },
  ready: { tone: "success", word: "Ready" },
  failed: { tone: "danger", word: "Failed" },
  cancelled: { tone: "neutral", word: "Given up" },
  expired: { tone: "neutral", word: "Expired" },
};

function exportColumns(now: number, timeZone: string, onDrop: (id: string) => void): Column<ExportSummary>[] {
  const at = (instant: string) => formatDayMinute(Date.parse(instant), timeZone);
  return [
    {
      id: "what",
      header: "What",
      className: "max-w-80",
      cell: ({ source, format, from, to, filters }) => (
        <NameCell
          name={`${source === "sessions" ? "Sessions" : "Events"}, ${
            FORMATS.find(({ value }) => value === format)?.label
          }`}
          below={[
            `${at(from)} – ${at(to)}`,
            ...Object.entries(filters).map(([name, all]) => `${name} ${all.join(", ")}`),
          ]
            .join("; ")}
        />
      ),
    },
    {
      id: "state",
      header: "State",
      cell: ({ state, error }) => (
        <span className="grid justify-items-start gap-0.5">
          <Badge tone={STATES[state].tone}>{STATES[state].word}</Badge>
          {error !== null && <small className="text-11 whitespace-normal text-text-3">{error}</small>}
        </span>
      ),
    },
    { id: "progress", header: "Rows", number: true, cell: ({ progress }) => <Progress progress={progress} /> },
    {
      id: "size",
      header: "Size",
      number: true,
      hide: "phone",
      cell: ({ progress }) => formatBytes(progress.bytes),
    },
    { id: "by", header: "By", hide: "tablet", cell: ({ created_by }) => created_by.name },
    {
      id: "created",
      header: "Asked for",
      hide: "phone",
      cell: ({ created_at }) => formatAgo(Date.parse(created_at), now, timeZone),
    },
    {
      id: "actions",
      header: "",
      className: "w-px",
      cell: ({ id, state, download }) => (
        <span className="flex justify-end gap-1">
          {download !== null && (
            <a className={buttonClass("secondary", "sm")} href={download.url}>
              <Download size={14} className="text-text-3" aria-hidden="true" />
              Download
            </a>
          )}
          {(state === "queued" || state === "running" || state === "ready") && (
            <Button
              size="sm"
              look="ghost"
              aria-label={state === "ready" ? "Delete this export" : "Give this export up"}
              onClick={() => onDrop(id)}
            >
              <X size={14} />
            </Button>
          )}
        </span>
      ),
    },
  ];
}

function Progress({ progress: { rows, total_rows: total } }: Pick<ExportSummary, "progress">) {
  if (total === null || total === rows) return <>{formatExact(rows)}</>;
  return (
    <span className="inline-flex items-center gap-2">
      <progress className="export-progress" value={rows} max={Math.max(1, total)} aria-label="Rows written" />
      {formatExact(rows)} of {formatExact(total)}
    </span>
  );
}
