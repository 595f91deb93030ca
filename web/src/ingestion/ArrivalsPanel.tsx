import { useQuery } from "@tanstack/react-query";
import { CircleAlert, Info } from "lucide-react";
import type { Arrival, Oddity } from "../../../contract/arrivals.ts";
import { ask } from "../api/ask.ts";
import { useParam } from "../filters/use-view.ts";
import { formatAgo } from "../format/ago.ts";
import { formatMoney } from "../format/money.ts";
import { formatCompact, formatExact, NOTHING } from "../format/number.ts";
import { AgentCell } from "../groups/cells.tsx";
import { useNow } from "../shell/use-now.ts";
import type { Column } from "../tables/column.ts";
import { DataTable } from "../tables/DataTable.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Estimate } from "../ui/Estimate.tsx";
import { Loaded } from "../ui/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";

const SPANS = [
  { value: "15", label: "15 min" },
  { value: "60", label: "Hour" },
  { value: "1440", label: "Day" },
] as const;
const REFRESH_MS = 15_000;

const SIGNALS: Record<Arrival["signal"], string> = {
  sdk: "SDK",
  http: "HTTP",
  otlp_logs: "OTLP logs",
  otlp_metrics: "OTLP metrics",
  otlp_traces: "OTLP traces",
};

/** What arrived lately, from which clients and by which signal, and what is odd about it. */
export function ArrivalsPanel({ timeZone, ready }: { timeZone: string; ready: boolean }) {
  const [param, setSpan] = useParam("minutes");
  const span = SPANS.find(({ value }) => value === param)?.value ?? "15";
  const query = useQuery({
    queryKey: ["arrivals", span],
    queryFn: ({ signal }) => ask("/v1/ingestion/arrivals", { query: { minutes: span }, signal }),
    refetchInterval: REFRESH_MS,
    enabled: ready,
  });
  const now = useNow(15_000);
  return (
    <Panel
      title="What arrived"
      sub="by client and signal"
      end={
        <Segmented
          label="How far back"
          value={span}
          options={SPANS}
          onChange={(next) => setSpan(next === "15" ? null : next)}
        />
      }
    >
      <Loaded what="What arrived" query={query} skeleton={<TableSkeleton rows={4} />}>
        {({ clients, oddities }) => (
          <>
            <Oddities label="What is wrong" oddities={oddities.filter(({ level }) => level === "problem")} />
            {clients.length === 0
              ? <Empty title="Nothing arrived">No event came in during this time.</Empty>
              : (
                <DataTable
                  label="What arrived"
                  columns={arrivalColumns(now, timeZone)}
                  rows={clients}
                  rowKey={({ agent_id, agent_version, signal }) => `${agent_id} ${agent_version} ${signal}`}
                  sorting={{ id: "newest", descending: true }}
                />
              )}
            <Notes oddities={oddities.filter(({ level }) => level !== "problem")} />
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function Oddities({ label, oddities }: { label: string; oddities: readonly Oddity[] }) {
  if (oddities.length === 0) return null;
  return (
    <ul className="grid gap-2 px-4 pb-3" aria-label={label}>
      {oddities.map((oddity) => <OddityLine key={oddity.what} oddity={oddity} />)}
    </ul>
  );
}

/** What is worth knowing and needs nobody: behind a line, because every client has some. */
function Notes({ oddities }: { oddities: readonly Oddity[] }) {
  if (oddities.length === 0) return null;
  return (
    <details className="border-t border-line">
      <summary className="cursor-pointer px-4 py-3 text-12 text-text-2 hover:text-text-1 focus-visible:-outline-offset-2">
        {oddities.length === 1 ? "1 note" : `${oddities.length} notes`} on what arrived
      </summary>
      <Oddities label="Notes" oddities={oddities} />
    </details>
  );
}

function OddityLine({ oddity: { level, what, advice } }: { oddity: Oddity }) {
  const isProblem = level === "problem";
  const Icon = isProblem ? CircleAlert : Info;
  return (
    <li
      className={`flex gap-2.5 rounded-md px-3 py-2 ${isProblem ? "bg-warning-soft text-warning-text" : "bg-sunken"}`}
    >
      <Icon size={14} className="mt-[3px] shrink-0" aria-hidden="true" />
      <p>
        <b className="font-medium">{what}</b> <span className={isProblem ? "" : "text-text-2"}>{advice}</span>
      </p>
    </li>
  );
}

function arrivalColumns(now: number, timeZone: string): Column<Arrival>[] {
  return [
    {
      id: "client",
      header: "Client",
      className: "max-w-64",
      sortBy: ({ agent_id }) => agent_id,
      cell: ({ agent_id, agent_version }) => <AgentCell agentId={agent_id} below={agent_version} />,
    },
    {
      id: "signal",
      header: "By",
      className: "max-sm:text-12 max-sm:whitespace-normal!",
      sortBy: ({ signal }) => signal,
      cell: ({ signal }) => SIGNALS[signal],
    },
    {
      id: "events",
      header: "Events",
      number: true,
      sortBy: ({ events }) => events,
      cell: ({ events }) => formatExact(events),
    },
    {
      id: "types",
      header: "Of them",
      hide: "tablet",
      className: "w-2/5 max-w-0",
      cell: ({ event_types }) => {
        const text = Object.entries(event_types).map(([type, count]) => `${type} ${formatExact(count)}`).join(", ");
        return <span className="block truncate text-text-2" title={text}>{text}</span>;
      },
    },
    {
      id: "tokens",
      header: "Tokens",
      number: true,
      hide: "phone",
      sortBy: ({ tokens }) => tokens,
      cell: ({ tokens }) => (tokens === 0 ? NOTHING : formatCompact(tokens)),
    },
    {
      id: "cost",
      header: "Cost",
      number: true,
      hide: "phone",
      sortBy: ({ cost_usd }) => cost_usd,
      cell: ({ cost_usd, estimated }) =>
        cost_usd === 0 ? NOTHING : <Estimate share={estimated ? "some" : "none"}>{formatMoney(cost_usd)}</Estimate>,
    },
    {
      id: "newest",
      header: "Newest",
      number: true,
      sortBy: ({ newest_at }) => newest_at,
      cell: ({ newest_at }) => formatAgo(Date.parse(newest_at), now, timeZone),
    },
  ];
}
