import type { AgentRow } from "../../../contract/query-groups.ts";
import { formatDuration } from "../format/duration.ts";
import { formatCompact, formatExact, NOTHING } from "../format/number.ts";
import type { Column } from "../tables/column.ts";
import { CostCell, CostChange, RatioCell, TrendCell } from "./cells.tsx";

/** What is told of agents, users, teams and models alike. */
export type GroupFigures = Omit<AgentRow, "agent_id" | "versions" | "models" | "environments">;

/** Columns that agents, users, teams and models have in common. Their ids are the metrics that the service sorts by. */
export function figureColumns<Row extends GroupFigures>(): Column<Row>[] {
  return [
    number("sessions", "Sessions", ({ sessions }) => formatExact(sessions)),
    number("llm_requests", "LLM calls", ({ llm_requests }) => formatExact(llm_requests), "tablet"),
    number("tool_calls", "Tool calls", ({ tool_calls }) => formatExact(tool_calls), "tablet"),
    number("success_rate", "Success", ({ success_rate }) => <RatioCell ratio={success_rate} />, "phone"),
    number(
      "errors",
      "Errors",
      ({ errors }) => <span className={errors > 0 ? "text-danger-text" : "text-text-3"}>{formatExact(errors)}</span>,
      "phone",
    ),
    number(
      "p95_latency_ms",
      "p95",
      ({ p95_latency_ms: p95 }) => (p95 === null ? NOTHING : formatDuration(p95)),
      "tablet",
    ),
    number("tokens", "Tokens", ({ tokens }) => (tokens === 0 ? NOTHING : formatCompact(tokens)), "tablet"),
    number("cache_hit_ratio", "Cache", ({ cache_hit_ratio }) => <RatioCell ratio={cache_hit_ratio} />, "tablet"),
    {
      id: "trend",
      header: "Trend",
      hide: "tablet",
      className: "w-24",
      cell: ({ trend }) => <TrendCell values={trend} />,
    },
    number("cost_usd", "Cost", (row) => <CostCell {...row} />),
    { id: "change", header: "Change", number: true, hide: "phone", cell: (row) => <CostChange {...row} /> },
  ];
}

type Hidden = "phone" | "tablet";

function number<Row>(id: string, header: string, cell: Column<Row>["cell"], hide?: Hidden): Column<Row> {
  // The service sorts by these; what the page compares does not matter.
  return { id, header, number: true, cell, sortBy: () => 0, ...(hide === undefined ? {} : { hide }) };
}

const FIGURES = [
  "events",
  "sessions",
  "active_users",
  "llm_requests",
  "tool_calls",
  "tool_failures",
  "errors",
  "success_rate",
  "tokens",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "reasoning_tokens",
  "cache_hit_ratio",
  "p95_latency_ms",
  "mean_latency_ms",
] as const satisfies readonly (keyof GroupFigures)[];

/** Rows as they are exported: their name, every figure, the cost and what of it is estimated. */
export function exportGroups<Row extends GroupFigures>(
  name: string,
  rows: readonly Row[],
  keyOf: (row: Row) => string,
) {
  return {
    columns: [name, ...FIGURES, "cost_usd", "estimated_cost_share"],
    rows: rows.map((row) => [
      keyOf(row),
      ...FIGURES.map((figure) => row[figure]),
      row.cost.value,
      row.estimated_cost_share,
    ]),
  };
}
