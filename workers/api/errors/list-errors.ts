import type { ErrorList, ErrorsQuery } from "../../../contract/query-errors.ts";
import { type ErrorPlace, readErrorGroups, readErrorTotals } from "../../../stores/clickhouse/read-errors.ts";
import type { Member, RequestContext } from "../context.ts";
import { cutPage, readPage } from "../http/pages.ts";
import { previousRange } from "../metrics/compared-period.ts";
import { describePeriod, newestOf, toIso } from "../metrics/describe-answer.ts";
import { readQuestion } from "../metrics/question.ts";
import { describeErrors } from "./describe-errors.ts";

/** Answers a page of errors, those that are the same one again together. */
export async function listErrors(ctx: RequestContext, member: Member, query: ErrorsQuery): Promise<ErrorList> {
  const page = readPage<ErrorPlace>(ctx, member, "/v1/errors", query);
  const question = readQuestion(ctx, member, query, page.askedAt);
  const { period, scope } = question;
  const asked = { sort: query.sort, after: page.after, limit: page.limit + 1 };
  const compare = query.compare !== "none";
  const [groups, totals, previous] = await Promise.all([
    readErrorGroups(ctx.events, scope(period), asked, ctx.signal),
    readErrorTotals(ctx.events, scope(period), ctx.signal),
    compare ? readErrorTotals(ctx.events, scope(previousRange(period)), ctx.signal) : null,
  ]);
  const { shown, nextCursor } = cutPage(groups, page, ({ place }) => place);
  return {
    as_of: newestOf(shown, page.askedAt),
    estimated: false,
    period: describePeriod(period),
    buckets: period.buckets.map(toIso),
    total_count: totals.count,
    total_groups: shown[0]?.totalGroups ?? 0,
    totals,
    previous,
    data: await describeErrors(ctx, question, shown, { compare, askedAt: page.askedAt }),
    next_cursor: nextCursor,
  };
}
