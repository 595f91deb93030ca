import type { GroupName } from "../../../contract/metrics.ts";
import type {
  AgentList,
  AgentRow,
  GroupsQuery,
  ModelList,
  TeamList,
  UserList,
} from "../../../contract/query-groups.ts";
import type { Group } from "../../../stores/clickhouse/aggregate-events.ts";
import { type FactList, type GroupFacts, readGroupFacts } from "../../../stores/clickhouse/read-group-facts.ts";
import type { Member, RequestContext } from "../context.ts";
import { readPage } from "../http/pages.ts";
import { readBefore, readTrends, scopeOfKeys } from "../metrics/column-values.ts";
import { describeFreshness, describePeriod, toIso } from "../metrics/describe-answer.ts";
import { describePart } from "../metrics/metric-parts.ts";
import { narrow, readQuestion } from "../metrics/question.ts";
import { rankGroups, type RankPlace } from "../metrics/rank-groups.ts";
import { readTotal } from "../metrics/read-total.ts";
import { toSeries } from "../metrics/series.ts";

const COUNTS = [
  "events",
  "sessions",
  "active_users",
  "llm_requests",
  "tool_calls",
  "tool_failures",
  "errors",
  "tokens",
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "reasoning_tokens",
] as const;
const QUALITIES = [
  "success_rate",
  "error_rate",
  "cache_hit_ratio",
  "p95_latency_ms",
  "mean_latency_ms",
  "estimated_cost_share",
] as const;

type CountName = (typeof COUNTS)[number];
type QualityName = (typeof QUALITIES)[number];

/** What is told of every agent, user, team and model; the same for all of them. */
type CommonRow = Omit<AgentRow, "agent_id" | "versions" | "models" | "environments">;

/** A list as it is for every column, with what goes with each value. */
interface CommonList<L extends FactList> extends Omit<AgentList, "data"> {
  data: { key: string; lists: GroupFacts<L>["lists"]; row: CommonRow }[];
}

/** Answers a page of agents. */
export async function listAgents(ctx: RequestContext, member: Member, query: GroupsQuery): Promise<AgentList> {
  const list = await listGroups(ctx, member, query, {
    group: "agent_id",
    lists: ["versions", "models", "environments"],
  });
  const data = list.data.map(({ key, lists: { versions, models, environments }, row }) => ({
    agent_id: key,
    versions,
    models,
    environments,
    ...row,
  }));
  return { ...list, data };
}

/** Answers a page of people. */
export async function listUsers(ctx: RequestContext, member: Member, query: GroupsQuery): Promise<UserList> {
  const list = await listGroups(ctx, member, query, { group: "user_id", lists: ["teams", "agents"] });
  const data = list.data.map(({ key, lists: { teams, agents }, row }) => ({ user_id: key, teams, agents, ...row }));
  return { ...list, data };
}

/** Answers a page of teams. */
export async function listTeams(ctx: RequestContext, member: Member, query: GroupsQuery): Promise<TeamList> {
  const list = await listGroups(ctx, member, query, { group: "team", lists: ["agents"] });
  return { ...list, data: list.data.map(({ key, lists: { agents }, row }) => ({ team: key, agents, ...row })) };
}

/** Answers a page of models. Events that name no model are not of one. */
export async function listModels(ctx: RequestContext, member: Member, query: GroupsQuery): Promise<ModelList> {
  const list = await listGroups(ctx, member, query, { group: "model", lists: ["providers", "agents"] });
  const data = list.data.map(({ key, lists: { providers, agents }, row }) => ({
    model: key,
    providers,
    agents,
    ...row,
  }));
  return { ...list, data };
}

async function listGroups<L extends FactList>(
  ctx: RequestContext,
  member: Member,
  query: GroupsQuery,
  { group, lists }: { group: GroupName; lists: readonly L[] },
): Promise<CommonList<L>> {
  const page = readPage<RankPlace>(ctx, member, `/v1/groups/${group}`, query);
  // What names no agent, model, team or person is none.
  const named = { name: group, include: [], exclude: [""] };
  const question = narrow(readQuestion(ctx, member, query, page.askedAt), named);
  const { period, scope } = question;
  const figures = [...COUNTS, ...QUALITIES, "cost_usd"] as const;
  const [ranked, whole] = await Promise.all([
    rankGroups(ctx, scope(period), { group, order: query.sort, figures }, page),
    readTotal(ctx, question, ["cost_usd"]),
  ]);
  const keys = ranked.shown.map(({ key }) => key);
  const [trends, before, facts] = await Promise.all([
    readTrends(ctx, question, group, keys, query.sort),
    query.compare === "none" ? null : readBefore(ctx, question, group, keys, ["sessions", "cost_usd"]),
    keys.length === 0
      ? []
      : readGroupFacts(ctx.events, scopeOfKeys(question, group, keys, period), { group, lists }, ctx.signal),
  ]);
  const data = ranked.shown.flatMap((shown) => {
    const own = facts.find(({ key }) => key === shown.key);
    if (own === undefined) return [];
    const past = before?.get(shown.key);
    const row: CommonRow = {
      ...describeFigures(shown),
      cost: describePart("cost_usd", { value: shown.figures.cost_usd, whole: whole.cost_usd, before: past?.cost_usd }),
      sessions_previous: past?.sessions ?? null,
      first_seen: toIso(own.firstAt),
      last_seen: toIso(own.lastAt),
      trend: toSeries(trends.filter(({ key }) => key === shown.key), query.sort, period, page.askedAt),
    };
    return [{ key: shown.key, lists: own.lists, row }];
  });
  return {
    ...describeFreshness(ranked.shown, page.askedAt),
    period: describePeriod(period),
    buckets: period.buckets.map(toIso),
    total_keys: ranked.totalKeys,
    data,
    next_cursor: ranked.nextCursor,
  };
}

function describeFigures({ figures }: Group<CountName | QualityName>): Pick<CommonRow, CountName | QualityName> {
  const counts = Object.fromEntries(COUNTS.map((name) => [name, figures[name] ?? 0]));
  const qualities = Object.fromEntries(QUALITIES.map((name) => [name, figures[name]]));
  return {
    ...counts as Record<CountName, number>,
    ...qualities as Record<QualityName, number | null>,
  };
}
