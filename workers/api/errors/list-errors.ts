import type { ErrorList, ErrorsQuery } from "../../../contract/query-errors.ts";
import { type ErrorPlace, readErrorGroups } from "../../../stores/clickhouse/read-errors.ts";
import type { Member, RequestContext } from "../context.ts";
import { cutPage, readPage } from "../http/pages.ts";
import { describePeriod, newestOf, toIso } from "../metrics/describe-answer.ts";
import { readQuestion } from "../metrics/question.ts";
import { describeErrors } from "./describe-errors.ts";

/** Answers a page of errors, those that are the same one again together. */
export async function listErrors(ctx: RequestContext, member: Member, query: ErrorsQuery): Promise<ErrorList> {
  const page = readPage<ErrorPlace>(ctx, member, "/v1/errors", query);
  const question = readQuestion(ctx, member, query, page.askedAt);
  const { period, scope } = question;
  const asked = { sort: query.sort, after: page.after, limit: page.limit + 1 };
  const groups = await readErrorGroups(ctx.events, scope(period), asked, ctx.signal);
  const { shown, nextCursor } = cutPage(groups, page, ({ place }) => place);
  const compare = query.compare !== "none";
  return {
    as_of: newestOf(shown, page.askedAt),
    estimated: false,
    period: describePeriod(period),
    buckets: period.buckets.map(toIso),
    total_count: shown[0]?.totalCount ?? 0,
    total_groups: shown[0]?.totalGroups ?? 0,
    data: await describeErrors(ctx, question, shown, { compare, askedAt: page.askedAt }),
    next_cursor: nextCursor,
  };
}
