import type { GroupName } from "../../../contract/metrics.ts";
import type { CostList, CostRow } from "../../../contract/query-costs.ts";
import { COLUMN_LABELS } from "../filters/labels.ts";
import { formatMoney } from "../format/money.ts";
import { formatExact, NOTHING } from "../format/number.ts";
import { CostCell, CostChange, RatioCell, ShareCell, ValueCell } from "../groups/cells.tsx";
import type { Column } from "../tables/column.ts";
import { type TokenScale, tokenScale } from "./token-scale.ts";

/** What costs are taken apart by, and what its values are called. */
export const COLUMNS_BY = [
  { value: "model", label: "Model", noun: "models" },
  { value: "agent_id", label: "Agent", noun: "agents" },
  { value: "team", label: "Team", noun: "teams" },
  { value: "user_id", label: "User", noun: "users" },
  { value: "repo", label: "Repository", noun: "repositories" },
  { value: "query_source", label: "Query source", noun: "query sources" },
] as const satisfies readonly { value: GroupName; label: string; noun: string }[];
/** A column that costs are taken apart by. */
export type CostColumn = (typeof COLUMNS_BY)[number]["value"];

/** What a row of a column is made of. */
export function partColumn(by: CostColumn): CostColumn {
  return by === "model" ? "agent_id" : "model";
}

const TOKENS = [
  ["input_tokens", "Input"],
  ["output_tokens", "Output"],
  ["reasoning_tokens", "Reasoning"],
  ["cache_read_tokens", "Cache read"],
  ["cache_creation_tokens", "Cache write"],
] as const;

type Figures = Omit<CostRow, "key" | "trend">;

/** The columns of a table of costs by a column. The totals of the answer scale them, and stand under them. */
export function costColumns(by: CostColumn, answer: CostList | undefined): Column<CostRow>[] {
  const totals = answer?.totals;
  const scale = tokenScale(Math.max(0, ...TOKENS.map(([kind]) => totals?.[kind] ?? 0)));
  const noun = COLUMNS_BY.find(({ value }) => value === by)?.noun;
  const name: Column<CostRow> = {
    id: "key",
    header: COLUMN_LABELS[by],
    className: "max-w-64",
    cell: ({ key }) => <ValueCell column={by} value={key} />,
    footer: answer && `All ${answer.total_keys} ${noun}`,
  };
  const cost = totals?.cost.value ?? 0;
  const figures = [...amountColumns(scale), ...cacheColumns(), ...moneyColumns(cost)];
  return [
    name,
    ...figures.map(({ cell, sortBy, ...column }) => ({
      ...column,
      cell,
      ...(sortBy === undefined ? {} : { sortBy }),
      ...(totals === undefined ? {} : { footer: cell(totals) }),
    })),
  ];
}

type FigureColumn = Omit<Column<Figures>, "footer">;

function amountColumns(scale: TokenScale): FigureColumn[] {
  return [
    {
      id: "requests",
      header: "Requests",
      number: true,
      hide: "phone",
      sortBy: ({ llm_requests: requests }) => requests,
      cell: ({ llm_requests: requests }) => (requests === 0 ? NOTHING : formatExact(requests)),
    },
    ...TOKENS.map(([kind, header], at): FigureColumn => ({
      id: kind,
      header,
      group: scale.label,
      number: true,
      hide: "tablet",
      sortBy: (row) => row[kind],
      cell: (row) => <span title={`${formatExact(row[kind])} tokens`}>{scale.write(row[kind])}</span>,
      ...(at === 0 ? START : {}),
    })),
  ];
}

/** Of the first column of a group: a line at its left. */
const START = { className: "md:border-l md:border-line" };

function cacheColumns(): FigureColumn[] {
  const group = "Cache";
  return [
    {
      id: "hits",
      header: "Hit rate",
      group,
      number: true,
      hide: "tablet",
      sortBy: ({ cache_hit_ratio }) => cache_hit_ratio,
      cell: ({ cache_hit_ratio }) => <RatioCell ratio={cache_hit_ratio} />,
      ...START,
    },
    {
      id: "saved",
      header: "Saved",
      group,
      number: true,
      hide: "phone",
      sortBy: ({ cache_savings }) => cache_savings.usd,
      cell: ({ cache_savings: { usd } }) => (usd === null || usd === 0 ? NOTHING : formatMoney(usd)),
    },
  ];
}

function moneyColumns(total: number): FigureColumn[] {
  const group = "Cost";
  return [
    {
      id: "cost",
      header: "Total",
      group,
      number: true,
      sortBy: ({ cost }) => cost.value,
      cell: (row) => (
        <CostCell
          cost={row.cost}
          estimated_cost_share={row.estimated_share}
          tokens={row.input_tokens + row.output_tokens + row.cache_read_tokens + row.reasoning_tokens}
        />
      ),
      ...START,
    },
    {
      id: "share",
      header: "Share",
      group,
      hide: "phone",
      cell: ({ cost }) => <ShareCell share={total === 0 ? null : (cost.value ?? 0) / total} />,
    },
    {
      id: "change",
      header: "Change",
      group,
      number: true,
      hide: "phone",
      cell: ({ cost }) => <CostChange cost={cost} />,
    },
  ];
}
