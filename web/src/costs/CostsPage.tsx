import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import type { MetricName } from "../../../contract/metrics.ts";
import type { CostList, CostRow } from "../../../contract/query-costs.ts";
import { usageQuery } from "../api/queries.ts";
import { COLUMN_LABELS, valueLabel } from "../filters/labels.ts";
import { linkTo, only } from "../filters/link-to.ts";
import { useParam } from "../filters/use-view.ts";
import { BreakdownView } from "../groups/BreakdownView.tsx";
import { useGroupList } from "../groups/use-group-list.ts";
import { may } from "../shell/may.ts";
import { useFrame } from "../shell/use-frame.ts";
import { PagedTable } from "../tables/PagedTable.tsx";
import { SearchField } from "../tables/SearchField.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { Tabs } from "../ui/Tabs.tsx";
import { COLUMNS_BY, type CostColumn, costColumns, partColumn } from "./cost-columns.tsx";
import { budgetStat, costStats } from "./cost-stats.tsx";
import { TokensAgainstCost } from "./TokensAgainstCost.tsx";

// Most people read the list.
const CostParts = lazy(() => import("./CostParts.tsx").then(({ CostParts: it }) => ({ default: it })));

/** As many as the service gives at once: what is searched for is looked for among these. */
const SEARCHED_ROWS = 100;

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
  const [search, setSearch] = useParam("q");
  const [typed, setTyped] = useState(search ?? "");
  const by: CostColumn = COLUMNS_BY.find(({ value }) => value === byParam)?.value ?? "model";
  const chart = CHARTS.find(({ value }) => value === chartParam)?.value ?? "cost_usd";
  const finding = typed.trim() !== "";
  const list = useGroupList(frame, "/v1/costs", null, { group_by: by }, finding ? SEARCHED_ROWS : undefined);
  const seesUsage = may(frame.me, "usage:read");
  const usage = useQuery({ ...usageQuery, enabled: seesUsage }).data;
  const answer = list.first;
  const rows = list.rows.filter(({ key }) => isFound(by, key, typed));
  return (
    <BreakdownView
      title="Models & cost"
      frame={frame}
      asOf={list.asOf}
      exported={{
        name: `cost-by-${by}`,
        table: answer === undefined ? undefined : () => exportCosts(by, rows),
        ...(finding ? {} : { whole: { source: "costs", query: { group_by: by } } }),
      }}
      stats={{ label: "Cost figures", stats: [...costStats(answer), ...(seesUsage ? [budgetStat(usage)] : [])] }}
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
        <Tabs
          label="Cost by"
          tabs={COLUMNS_BY.map((spec) => (spec.value === by ? { ...spec, count: list.total } : spec))}
          value={by}
          onChange={(next) => setBy(next === "model" ? null : next)}
          end={
            <SearchField
              label={`Find ${COLUMNS_BY.find(({ value }) => value === by)?.noun}`}
              value={typed}
              onChange={setTyped}
              onSubmit={(asked) => setSearch(asked.trim() === "" ? null : asked.trim())}
            />
          }
        >
          <PagedTable
            label={`Cost by ${COLUMN_LABELS[by].toLowerCase()}`}
            query={list.query}
            rows={rows}
            columns={costColumns(by, answer)}
            rowKey={({ key }) => key}
            rowHref={({ key }) => linkTo("/sessions", [only(by, key)])}
            parts={{
              label: ({ key }) => `${partColumn(by) === "model" ? "Models" : "Agents"} of ${valueLabel(by, key)}`,
              rows: ({ key }) => (
                <Suspense>
                  <CostParts frame={frame} by={by} value={key} columns={costColumns(partColumn(by), answer)} />
                </Suspense>
              ),
            }}
            sorting={{ id: "cost", descending: true }}
            noun={finding ? "rows that are found" : "rows"}
            total={finding ? undefined : list.total}
            order="dearest first"
            empty={finding
              ? { title: "Nothing is found", text: `None of the ${list.rows.length} dearest is called so.` }
              : { title: "No cost matches", text: "No model call in this period has these properties." }}
            footnote={<Footnote answer={answer} />}
          />
        </Tabs>
      </section>
    </BreakdownView>
  );
}

/** Whether a value is called, or shown as, something with these letters in it. */
function isFound(by: CostColumn, key: string, typed: string): boolean {
  const wanted = typed.trim().toLowerCase();
  return [key, valueLabel(by, key)].some((name) => name.toLowerCase().includes(wanted));
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
