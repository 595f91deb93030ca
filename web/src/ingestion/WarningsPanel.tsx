import { useInfiniteQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import type { IngestionWarning, WarningKind } from "../../../contract/ingestion-warning.ts";
import { useParam } from "../filters/use-view.ts";
import { formatAgo } from "../format/ago.ts";
import { formatExact } from "../format/number.ts";
import { formatDayMinute } from "../format/time.ts";
import type { ViewFrame } from "../shell/use-frame.ts";
import { useNow } from "../shell/use-now.ts";
import type { Column } from "../tables/column.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { MoreRows } from "../tables/MoreRows.tsx";
import { Badge } from "../ui/Badge.tsx";
import { Button } from "../ui/Button.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { useReplay, warningsQuery } from "./use-warnings.ts";

const KINDS = [
  { value: "all", label: "All" },
  { value: "dead_letter", label: "Dead letters" },
  { value: "rejected_events", label: "Refused events" },
] as const satisfies readonly { value: WarningKind | "all"; label: string }[];

/** What went wrong with events after or beside their answer, and the way to put dead letters back. */
export function WarningsPanel({ frame, canReplay }: { frame: ViewFrame; canReplay: boolean }) {
  const { timeZone, ready } = frame;
  const [param, setKind] = useParam("kind");
  const kind = KINDS.find(({ value }) => value === param)?.value ?? "all";
  const warnings = useInfiniteQuery({ ...warningsQuery(kind === "all" ? null : kind), enabled: ready });
  const replay = useReplay();
  const now = useNow(30_000);
  const rows = warnings.data?.pages.flatMap(({ data }) => data) ?? [];
  const waiting = rows.filter(({ kind: of, state }) => of === "dead_letter" && state === "open").length;
  return (
    <section className="panel" aria-label="Ingestion warnings">
      <Tabs
        label="Kind of warning"
        tabs={KINDS}
        value={kind}
        onChange={(next) => setKind(next === "all" ? null : next)}
        end={canReplay && (
          <Button
            size="sm"
            disabled={waiting === 0 || replay.isPending}
            aria-busy={replay.isPending}
            onClick={() => replay.mutate()}
          >
            <RotateCw size={14} className="text-text-3" aria-hidden="true" />
            {replay.isPending ? "Replaying" : "Replay dead letters"}
          </Button>
        )}
      >
        {replay.data !== undefined && (
          <p role="status" className="border-b border-line px-4 py-2 text-12 text-text-2">
            {replay.data === 1 ? "1 parked chunk is" : `${formatExact(replay.data)} parked chunks are`}{" "}
            on the queue again. What is refused once more comes back here.
          </p>
        )}
        <Loaded what="Warnings" query={warnings} skeleton={<TableSkeleton rows={6} />}>
          {() =>
            rows.length === 0
              ? (
                <Empty title="Nothing went wrong">
                  Refused events and chunks that could not be stored are listed here for 90 days.
                </Empty>
              )
              : (
                <>
                  <DataTable
                    label="Warnings"
                    columns={warningColumns(now, timeZone)}
                    rows={rows}
                    rowKey={({ id }) => id}
                    sorting={{ id: "at", descending: true }}
                  />
                  <MoreRows
                    shown={rows.length}
                    noun="warnings"
                    order="newest first"
                    hasMore={warnings.hasNextPage}
                    busy={warnings.isFetchingNextPage}
                    onMore={() => void warnings.fetchNextPage()}
                  />
                </>
              )}
        </Loaded>
      </Tabs>
    </section>
  );
}

function warningColumns(now: number, timeZone: string): Column<IngestionWarning>[] {
  return [
    {
      id: "what",
      header: "What",
      cell: ({ kind, code }) => (
        <span className="flex items-center gap-2">
          <b>{kind === "dead_letter" ? "Dead letter" : "Refused"}</b>
          <code className="text-12 text-text-2">{code}</code>
        </span>
      ),
    },
    { id: "count", header: "Events", number: true, cell: ({ count }) => formatExact(count) },
    {
      id: "state",
      header: "State",
      cell: ({ kind, state }) =>
        kind === "rejected_events"
          ? <Badge>Told the sender</Badge>
          : state === "open"
          ? <Badge tone="warning">Parked</Badge>
          : <Badge tone="success">Replayed</Badge>,
    },
    {
      id: "detail",
      header: "Why",
      hide: "tablet",
      className: "w-1/2 max-w-0",
      cell: ({ detail }) => <span className="block truncate text-text-2" title={detail}>{detail}</span>,
    },
    {
      id: "request",
      header: "Request",
      hide: "tablet",
      cell: ({ request_id }) => <code className="text-12 text-text-3">{request_id}</code>,
    },
    {
      id: "at",
      header: "When",
      number: true,
      cell: ({ at }) => (
        <time dateTime={at} title={formatDayMinute(Date.parse(at), timeZone)}>
          {formatAgo(Date.parse(at), now, timeZone)}
        </time>
      ),
    },
  ];
}
