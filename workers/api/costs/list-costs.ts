import type { GroupName } from "../../../contract/metrics.ts";
import type { CostList, CostRow, CostsQuery } from "../../../contract/query-costs.ts";
import { aggregateEvents } from "../../../stores/clickhouse/aggregate-events.ts";
import { byColumns } from "../../../stores/clickhouse/dimension.ts";
import type { EventScope } from "../../../stores/clickhouse/tenant-query.ts";
import type { Member, RequestContext } from "../context.ts";
import { readPage } from "../http/pages.ts";
import { readBefore, readTrends, scopeOfKeys } from "../metrics/column-values.ts";
import { previousRange } from "../metrics/compared-period.ts";
import { describeFreshness, describePeriod, FRESHNESS_FIGURES, toIso } from "../metrics/describe-answer.ts";
import { describePart } from "../metrics/metric-parts.ts";
import { narrow, type Question, readQuestion } from "../metrics/question.ts";
import { rankGroups, type RankPlace } from "../metrics/rank-groups.ts";
import { readTotal } from "../metrics/read-total.ts";
import { toSeries } from "../metrics/series.ts";
import { ownPriceBook } from "../prices/own-price-book.ts";
import { cacheSavings } from "./cache-savings.ts";
import { tokenCosts } from "./token-costs.ts";
import { TOKEN_KINDS, type TokensOfModel } from "./tokens-of-model.ts";

const FIGURES = [
  "cost_usd",
  "estimated_cost_share",
  "sessions",
  "llm_requests",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "reasoning_tokens",
  "cache_hit_ratio",
] as const;
type Figures = Record<(typeof FIGURES)[number], number | null>;

/** Answers a page of what a column's values cost, the dearest first, and what all of them cost together. */
export async function listCosts(ctx: RequestContext, member: Member, query: CostsQuery): Promise<CostList> {
  const { group_by: group, compare } = query;
  const page = readPage<RankPlace>(ctx, member, "/v1/costs", query);
  const question = readQuestion(ctx, member, query, page.askedAt);
  const { period, scope } = question;
  const [ranked, whole, wholeBefore, wholeTokens, prices, pullRequests] = await Promise.all([
    rankGroups(ctx, scope(period), { group, order: "cost_usd", figures: FIGURES }, page),
    readTotal(ctx, question, [...FIGURES, ...FRESHNESS_FIGURES]),
    compare === "none" ? undefined : readTotal(ctx, question, ["cost_usd"], previousRange(period)),
    readTokens(ctx, scope(period), "model"),
    ownPriceBook(ctx, member),
    countPullRequests(ctx, question),
  ]);
  const keys = ranked.shown.map(({ key }) => key);
  const [trends, before, tokens] = await Promise.all([
    readTrends(ctx, question, group, keys, "cost_usd"),
    compare === "none" ? undefined : readBefore(ctx, question, group, keys, ["cost_usd"]),
    keys.length === 0 ? [] : readTokens(ctx, scopeOfKeys(question, group, keys, period), group),
  ]);
  const savings = (parts: readonly TokensOfModel[]) => cacheSavings(parts, prices, period.to);
  return {
    ...describeFreshness([{ figures: whole }], page.askedAt),
    period: describePeriod(period),
    buckets: period.buckets.map(toIso),
    group_by: group,
    totals: {
      ...describeCosts(whole, whole.cost_usd, wholeBefore?.cost_usd, savings(wholeTokens)),
      token_costs: tokenCosts(wholeTokens, prices, period.to),
      pull_requests: pullRequests,
      cost_per_pull_request_usd: pullRequests === 0 ? null : (whole.cost_usd ?? 0) / pullRequests,
    },
    total_keys: ranked.totalKeys,
    data: ranked.shown.map(({ key, figures }) => ({
      key,
      ...describeCosts(
        figures,
        whole.cost_usd,
        before?.get(key)?.cost_usd,
        savings(tokens.filter((part) => part.key === key)),
      ),
      trend: toSeries(trends.filter((trend) => trend.key === key), "cost_usd", period, page.askedAt),
    })),
    next_cursor: ranked.nextCursor,
  };
}

async function countPullRequests(ctx: RequestContext, question: Question): Promise<number> {
  const opened = narrow(question, { name: "event_type", include: ["pr_created"], exclude: [] });
  return (await readTotal(ctx, opened, ["events"])).events ?? 0;
}

/** Tokens by a column and by model. */
async function readTokens(
  ctx: RequestContext,
  scope: EventScope,
  group: GroupName,
): Promise<(TokensOfModel & { key: string })[]> {
  const groups = await aggregateEvents(ctx.events, scope, {
    by: byColumns(group === "model" ? ["model"] : [group, "model"]),
    figures: TOKEN_KINDS,
  }, ctx.signal);
  return groups.map(({ key, keys, figures }) => ({
    key,
    model: keys.at(-1) ?? "",
    tokens: Object.fromEntries(TOKEN_KINDS.map((kind) => [kind, figures[kind] ?? 0])) as TokensOfModel["tokens"],
  }));
}

const NANO = 1e9;

function describeCosts(
  figures: Figures,
  whole: number | null,
  before: number | null | undefined,
  savings: CostRow["cache_savings"],
): Omit<CostRow, "key" | "trend"> {
  const cost = figures.cost_usd ?? 0;
  // Money is a whole number of billionths of a dollar.
  const estimated = Math.round(cost * (figures.estimated_cost_share ?? 0) * NANO) / NANO;
  const sessions = figures.sessions ?? 0;
  return {
    cost: describePart("cost_usd", { value: cost, whole, before }),
    reported_usd: Math.round((cost - estimated) * NANO) / NANO,
    estimated_usd: estimated,
    estimated_share: figures.estimated_cost_share,
    sessions,
    cost_per_session_usd: sessions === 0 ? null : cost / sessions,
    llm_requests: figures.llm_requests ?? 0,
    input_tokens: figures.input_tokens ?? 0,
    output_tokens: figures.output_tokens ?? 0,
    cache_read_tokens: figures.cache_read_tokens ?? 0,
    cache_creation_tokens: figures.cache_creation_tokens ?? 0,
    reasoning_tokens: figures.reasoning_tokens ?? 0,
    cache_hit_ratio: figures.cache_hit_ratio,
    cache_savings: savings,
  };
}
