import type { ToolList, ToolRow, ToolsQuery } from "../../../contract/query-tools.ts";
import { readToolCounts, readTools, type ToolPlace, type ToolRecord } from "../../../stores/clickhouse/read-tools.ts";
import type { Member, RequestContext } from "../context.ts";
import { cutPage, readPage } from "../http/pages.ts";
import { readTrends, scopeOfKeys } from "../metrics/column-values.ts";
import { previousRange } from "../metrics/compared-period.ts";
import { describePeriod, newestOf, toIso } from "../metrics/describe-answer.ts";
import { readQuestion } from "../metrics/question.ts";
import { toSeries } from "../metrics/series.ts";

const NEVER = { calls: 0, failures: 0, accepted: 0, rejected: 0 };

/** Answers a page of tools. */
export async function listTools(ctx: RequestContext, member: Member, query: ToolsQuery): Promise<ToolList> {
  const page = readPage<ToolPlace>(ctx, member, "/v1/tools", query);
  const question = readQuestion(ctx, member, query, page.askedAt);
  const { period, scope } = question;
  const asked = { sort: query.sort, after: page.after, limit: page.limit + 1 };
  const tools = await readTools(ctx.events, scope(period), asked, ctx.signal);
  const { shown, nextCursor } = cutPage(tools, page, ({ place }) => place);
  const names = shown.map(({ toolName }) => toolName);
  const [trends, before] = await Promise.all([
    readTrends(ctx, question, "tool_name", names, "tool_calls"),
    query.compare === "none" || names.length === 0
      ? null
      : readToolCounts(ctx.events, scopeOfKeys(question, "tool_name", names, previousRange(period)), ctx.signal),
  ]);
  return {
    as_of: newestOf(shown, page.askedAt),
    estimated: false,
    period: describePeriod(period),
    buckets: period.buckets.map(toIso),
    total_keys: shown[0]?.totalKeys ?? 0,
    data: shown.map((tool) => ({
      ...describeTool(tool),
      previous: before === null ? null : before.get(tool.toolName) ?? NEVER,
      trend: toSeries(trends.filter(({ key }) => key === tool.toolName), "tool_calls", period, page.askedAt),
    })),
    next_cursor: nextCursor,
  };
}

function describeTool(tool: ToolRecord): Omit<ToolRow, "previous" | "trend"> {
  const { calls, failures, accepted, rejected } = tool;
  const decisions = accepted + rejected;
  return {
    tool_name: tool.toolName,
    calls,
    failures,
    failure_rate: calls === 0 ? null : failures / calls,
    decisions,
    accepted,
    rejected,
    acceptance_rate: decisions === 0 ? null : accepted / decisions,
    p50_ms: tool.p50Ms,
    p95_ms: tool.p95Ms,
    sessions: tool.sessions,
    users: tool.users,
    agents: tool.agents,
    last_seen: toIso(tool.lastAt),
  };
}
