import type { CostList, CostRow } from "../../../contract/query-costs.ts";
import type { GroupName, MetricName } from "../../../contract/metrics.ts";
import { COLUMN_LABELS } from "../filters/labels.ts";
import { linkTo, only } from "../filters/link-to.ts";
import { useParam } from "../filters/use-view.ts";
import { changeOf } from "../format/change.ts";
import { formatMoney, formatMoneyTile } from "../format/money.ts";
import { formatExact, formatPercent, NOTHING } from "../format/number.ts";
import { BreakdownView } from "../groups/BreakdownView.tsx";
import { CostCell, CostChange, RatioCell, ShareCell, ValueCell } from "../groups/cells.tsx";
import { useGroupList } from "../groups/use-group-list.ts";
import { useFrame } from "../shell/use-frame.ts";
import type { Column } from "../tables/column.ts";
import { PagedTable } from "../tables/PagedTable.tsx";
import { Delta } from "../ui/Delta.tsx";
import { Estimate } from "../ui/Estimate.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import type { StatSpec } from "../ui/Stats.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { TokensAgainstCost } from "./TokensAgainstCost.tsx";

const COLUMNS_BY = [
  { value: "model", label: "Model" },
  { value: "agent_id", label: "Agent" },
  { value: "team", label: "Team" },
  { value: "user_id", label: "User" },
  { value: "repo", label: "Repository" },
  { value: "query_source", label: "Query source" },
] as const satisfies readonly { value: GroupName; label: string }[];
type CostColumn = (typeof COLUMNS_BY)[number]["value"];

const CHARTS = [
  { value: "cost_usd", label: "Cost" },
  { value: "tokens", label: "Tokens" },
  { value: "llm_requests", label: "Requests" },
] as const satisfies readonly { value: MetricName; label: string }[];

/** What agents cost: over time, by what kind of token, and by whom or what. */
export function CostsPage() {
  const frame = useFrame();
  const [byParam, setBy] = useParam("by");
  const [chartParam, setChart] = useParam("chart");
  const by: CostColumn = COLUMNS_BY.find(({ value }) => value === byParam)?.value ?? "model";
  const chart = CHARTS.find(({ value }) => value === chartParam)?.value ?? "cost_usd";
  const list = useGroupList(frame, "/v1/costs", null, { group_by: by });
  const answer = list.first;
  return (
    <BreakdownView
      title="Models & cost"
      frame={frame}
      asOf={list.asOf}
      exported={{
        name: `cost-by-${by}`,
        table: answer === undefined ? undefined : () => exportCosts(by, list.rows),
        whole: { source: "costs", query: { group_by: by } },
      }}
      stats={{ label: "Cost figures", stats: costStats(answer) }}
      chart={{
        label: "Cost over time",
        metric: chart,
        splitFirst: "model",
        end: (
          <Segmented
            label="Metric"
            value={chart}
            options={CHARTS}
            onChange={(next) => setChart(next === "cost_usd" ? null : next)}
          />
        ),
      }}
      beside={<TokensAgainstCost totals={answer?.totals} />}
    >
      <section className="panel" aria-label="Cost by">
        <Tabs label="Cost by" tabs={COLUMNS_BY} value={by} onChange={(next) => setBy(next === "model" ? null : next)}>
          <PagedTable
            label={`Cost by ${COLUMN_LABELS[by].toLowerCase()}`}
            query={list.query}
            rows={list.rows}
            columns={costColumns(by, answer)}
            rowKey={({ key }) => key}
            rowHref={({ key }) => linkTo("/sessions", [only(by, key)])}
            sorting={{ id: "cost", descending: true }}
            noun="rows"
            total={list.total}
            order="dearest first"
            empty={{ title: "No cost matches", text: "No model call in this period has these properties." }}
            footnote={<Footnote answer={answer} />}
          />
        </Tabs>
      </section>
    </BreakdownView>
  );
}

const STAT_LABELS = ["Cost", "Saved by caching", "Per session", "Per pull request", "Cache hits", "Requests"] as const;

function costStats(answer: CostList | undefined): StatSpec[] {
  if (answer === undefined) return STAT_LABELS.map((label) => ({ label, value: undefined }));
  const { totals } = answer;
  const usd = totals.cost.value ?? 0;
  const savings = totals.cache_savings;
  return [
    {
      label: "Cost",
      value: <Estimate share={totals.estimated_share}>{formatMoneyTile(usd)}</Estimate>,
      change: <Delta change={changeOf(usd, totals.cost.previous, "amount")} />,
      context: totals.estimated_share === null
        ? ""
        : `${formatPercent(totals.estimated_share, 0).text}% estimated, the rest reported`,
    },
    {
      label: "Saved by caching",
      value: savings.usd === null ? NOTHING : <Estimate share={1}>{formatMoneyTile(savings.usd)}</Estimate>,
      context: savings.unpriced_models.length > 0
        ? `without ${savings.unpriced_models.length} models that have no price`
        : "net of cache writes",
    },
    {
      label: "Per session",
      value: totals.cost_per_session_usd === null
        ? NOTHING
        : <Estimate share={totals.estimated_share}>{formatMoney(totals.cost_per_session_usd)}</Estimate>,
      context: `${formatExact(totals.sessions)} sessions`,
    },
    {
      label: "Per pull request",
      value: totals.cost_per_pull_request_usd === null
        ? NOTHING
        : <Estimate share={totals.estimated_share}>{formatMoney(totals.cost_per_pull_request_usd)}</Estimate>,
      context: totals.pull_requests === 0
        ? "none opened by agents"
        : `${formatExact(totals.pull_requests)} opened by agents`,
    },
    {
      label: "Cache hits",
      value: <RatioCell ratio={totals.cache_hit_ratio} />,
      context: "of tokens that models read",
    },
    { label: "Requests", value: formatExact(totals.llm_requests), context: "to models" },
  ];
}

function costColumns(by: CostColumn, answer: CostList | undefined): Column<CostRow>[] {
  const total = answer?.totals.cost.value ?? 0;
  const count = (id: string, header: string, value: (row: CostRow) => number, hide?: "phone" | "tablet") => ({
    id,
    header,
    number: true as const,
    sortBy: value,
    cell: (row: CostRow) => (value(row) === 0 ? NOTHING : formatExact(value(row))),
    ...(hide === undefined ? {} : { hide }),
  });
  return [
    {
      id: "key",
      header: COLUMN_LABELS[by],
      className: "max-w-64",
      cell: ({ key }) => <ValueCell column={by} value={key} />,
    },
    count("requests", "Requests", ({ llm_requests }) => llm_requests, "phone"),
    count("input", "Input", ({ input_tokens }) => input_tokens, "tablet"),
    count("output", "Output", ({ output_tokens }) => output_tokens, "tablet"),
    count("reasoning", "Reasoning", ({ reasoning_tokens }) => reasoning_tokens, "tablet"),
    count("read", "Cache read", ({ cache_read_tokens }) => cache_read_tokens, "tablet"),
    count("written", "Cache write", ({ cache_creation_tokens }) => cache_creation_tokens, "tablet"),
    {
      id: "hits",
      header: "Hit rate",
      number: true,
      hide: "tablet",
      sortBy: ({ cache_hit_ratio }) => cache_hit_ratio,
      cell: ({ cache_hit_ratio }) => <RatioCell ratio={cache_hit_ratio} />,
    },
    {
      id: "saved",
      header: "Saved",
      number: true,
      hide: "phone",
      sortBy: ({ cache_savings }) => cache_savings.usd,
      cell: ({ cache_savings: { usd } }) => (usd === null || usd === 0 ? NOTHING : formatMoney(usd)),
    },
    {
      id: "cost",
      header: "Cost",
      number: true,
      sortBy: ({ cost }) => cost.value,
      cell: (row) => (
        <CostCell
          cost={row.cost}
          estimated_cost_share={row.estimated_share}
          tokens={row.input_tokens + row.output_tokens + row.cache_read_tokens + row.reasoning_tokens}
        />
      ),
    },
    {
      id: "share",
      header: "Share",
      hide: "phone",
      cell: ({ cost }) => <ShareCell share={total === 0 ? null : (cost.value ?? 0) / total} />,
    },
    { id: "change", header: "Change", number: true, hide: "phone", cell: ({ cost }) => <CostChange cost={cost} /> },
  ];
}

function Footnote({ answer }: { answer: CostList | undefined }) {
  if (answer?.estimated !== true) return null;
  return (
    <p className="border-t border-line px-4 py-3 text-12 text-text-3">
      <span className="estimate">Dotted underline</span>{" "}
      means estimated from the price table. Other figures come from the client.
    </p>
  );
}

const EXPORTED = [
  "reported_usd",
  "estimated_usd",
  "estimated_share",
  "sessions",
  "llm_requests",
  "input_tokens",
  "output_tokens",
  "reasoning_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "cache_hit_ratio",
] as const satisfies readonly (keyof CostRow)[];

function exportCosts(by: CostColumn, rows: readonly CostRow[]) {
  return {
    columns: [by, "cost_usd", "cost_usd_previous", ...EXPORTED, "cache_savings_usd"],
    rows: rows.map((row) => [
      row.key,
      row.cost.value,
      row.cost.previous,
      ...EXPORTED.map((name) => row[name]),
      row.cache_savings.usd,
    ]),
  };
}
