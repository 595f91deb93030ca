import {
  createColumnHelper,
  createSortedRowModel,
  rowSortingFeature,
  sortFns,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import clsx from "clsx";
import { ChevronDown, ChevronUp } from "lucide-react";
import type { BreakdownRow, BreakdownTop } from "../../../contract/query.ts";
import { Sparkline } from "../charts/Sparkline.tsx";
import { linkTo, only } from "../filters/link-to.ts";
import { agentName } from "../format/agent.ts";
import { changeOf } from "../format/change.ts";
import { formatDuration } from "../format/duration.ts";
import { formatMoney } from "../format/money.ts";
import { formatExact, formatPercent, NOTHING } from "../format/number.ts";
import { AgentTile } from "../ui/AgentTile.tsx";
import { Delta } from "../ui/Delta.tsx";
import { Empty } from "../ui/Empty.tsx";
import { Estimate } from "../ui/Estimate.tsx";
import { Failure } from "../ui/Failure.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Unpriced } from "../ui/Unpriced.tsx";
import { TableSkeleton } from "../ui/TableSkeleton.tsx";
import { TABLE_ROWS } from "./table-rows.ts";

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel(), sortFns });
const column = createColumnHelper<typeof features, BreakdownRow>();
const WIDE_ONLY = new Set(["p95_latency_ms", "errors", "trend", "change"]);

const columns = column.columns([
  column.accessor("key", {
    header: "Agent",
    sortFn: "text",
    cell: ({ row }) => (
      <a data-row className="row-target gap-[9px]!" href={linkTo("/sessions", [only("agent_id", row.original.key)])}>
        <AgentTile agentId={row.original.key} />
        <b className="truncate">{agentName(row.original.key)}</b>
      </a>
    ),
  }),
  column.accessor("sessions", { header: "Sessions", cell: ({ getValue }) => formatExact(getValue()) }),
  column.accessor("success_rate", {
    header: "Success",
    cell: ({ getValue }) => orNothing(getValue(), (rate) => `${formatPercent(rate).text}%`),
  }),
  column.accessor("p95_latency_ms", { header: "p95", cell: ({ getValue }) => orNothing(getValue(), formatDuration) }),
  column.accessor("errors", { header: "Errors", cell: ({ getValue }) => formatExact(getValue()) }),
  column.display({
    id: "trend",
    header: "Trend",
    cell: ({ row: { original } }) =>
      isUnpriced(original) ? NOTHING : <Sparkline values={original.trend} area={false} height={18} partial />,
  }),
  column.accessor("cost_usd", {
    header: "Cost",
    cell: ({ row: { original } }) =>
      isUnpriced(original)
        ? <Unpriced />
        : <Estimate share={original.estimated_cost_share}>{formatMoney(original.cost_usd)}</Estimate>,
  }),
  column.accessor((row) => (row.previous === null ? null : row.cost_usd - row.previous.cost_usd), {
    id: "change",
    header: "Change",
    cell: ({ row: { original } }) => (
      <Delta change={changeOf(original.cost_usd, isUnpriced(original) ? null : pastCost(original), "amount")} />
    ),
  }),
]);

function isUnpriced({ cost_usd, tokens }: BreakdownRow): boolean {
  return cost_usd === 0 && tokens > 0;
}

function pastCost({ previous }: BreakdownRow): number | null {
  return previous?.cost_usd ?? null;
}

function orNothing<T>(value: T | null, format: (value: T) => string): string {
  return value === null ? NOTHING : format(value);
}

const NO_ROWS: BreakdownRow[] = [];
const INITIAL = { sorting: [{ id: "cost_usd", desc: true }] };

interface AgentsProps {
  answer: BreakdownTop | undefined;
  error: unknown;
  onRetry: () => void;
}

/** The agents that cost most, with how they are doing. */
export function AgentsTable({ answer, error, onRetry }: AgentsProps) {
  const sub = answer === undefined ? "by cost" : `${answer.data.length} of ${answer.total_keys}, by cost`;
  return (
    <Panel title="Top agents" sub={sub} className="span-8">
      {answer === undefined && error !== null
        ? <Failure what="Top agents" error={error} onRetry={onRetry} />
        : answer === undefined
        ? <TableSkeleton rows={TABLE_ROWS} />
        : answer.data.length === 0
        ? <Empty title="No agents match">Nothing in this period has these properties.</Empty>
        : <Rows rows={answer.data} />}
    </Panel>
  );
}

function Rows({ rows }: { rows: BreakdownRow[] }) {
  const table = useTable({ features, columns, data: rows ?? NO_ROWS, initialState: INITIAL });
  return (
    <table className="data-table">
      <thead>
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id}>
            {group.headers.map((header) => {
              const sorted = header.column.getIsSorted();
              const Arrow = sorted === "asc" ? ChevronUp : ChevronDown;
              return (
                <th
                  key={header.id}
                  aria-sort={sorted === false ? undefined : sorted === "asc" ? "ascending" : "descending"}
                  className={clsx(
                    cellClass(header.column.id),
                    header.column.id === "trend" && "w-24",
                    sorted !== false && "font-medium! text-text-1!",
                  )}
                >
                  {header.column.getCanSort()
                    ? (
                      <button
                        type="button"
                        className="inline-flex h-6 min-w-6 items-center justify-end gap-0.5"
                        onClick={header.column.getToggleSortingHandler()}
                      >
                        {sorted !== false && <Arrow size={12} aria-hidden="true" />}
                        <table.FlexRender header={header} />
                      </button>
                    )
                    : <table.FlexRender header={header} />}
                </th>
              );
            })}
          </tr>
        ))}
      </thead>
      <tbody>
        {table.getRowModel().rows.map((row) => (
          <tr key={row.id} className="leading-row">
            {row.getAllCells().map((cell) => (
              <td key={cell.id} className={cellClass(cell.column.id)}>
                <table.FlexRender cell={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cellClass(columnId: string): string {
  return clsx(
    columnId !== "key" && columnId !== "trend" && "number",
    columnId === "key" && "max-w-0 max-sm:w-2/5 sm:max-w-56",
    columnId === "trend" && "w-24",
    WIDE_ONLY.has(columnId) && "max-sm:hidden",
  );
}
