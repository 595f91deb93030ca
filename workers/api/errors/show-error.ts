import { AppError } from "../../../contract/problem.ts";
import type { ErrorDetail, ErrorDetailQuery } from "../../../contract/query-errors.ts";
import {
  ERROR_COLUMNS,
  type ErrorColumn,
  readErrorGroups,
  readErrorShares,
} from "../../../stores/clickhouse/read-errors.ts";
import type { EventPlace } from "../../../stores/clickhouse/read-events.ts";
import type { Member, RequestContext } from "../context.ts";
import { describeEvent } from "../events/describe-event.ts";
import { freshnessOf } from "../events/list-events.ts";
import { newestEvents } from "../events/newest-events.ts";
import { readPage } from "../http/pages.ts";
import { describePeriod, newestOf, toIso } from "../metrics/describe-answer.ts";
import { narrow, readQuestion } from "../metrics/question.ts";
import { describeErrors } from "./describe-errors.ts";
import { readStates } from "./read-states.ts";

/** Answers one error: what it is, where it happens, and a page of its occurrences. */
export async function showError(
  ctx: RequestContext,
  member: Member,
  query: ErrorDetailQuery,
  { fingerprint }: { fingerprint: string },
): Promise<ErrorDetail> {
  const page = readPage<EventPlace>(ctx, member, `/v1/errors/${fingerprint}`, query);
  const question = narrow(readQuestion(ctx, member, query, page.askedAt), {
    name: "fingerprint",
    include: [fingerprint],
    exclude: [],
  });
  const { period, scope, tenant } = question;
  const [groups, shares, { events, nextCursor }, states] = await Promise.all([
    readErrorGroups(ctx.events, scope(period), { sort: "count", after: null, limit: 1 }, ctx.signal),
    readErrorShares(ctx.events, scope(period), ctx.signal),
    newestEvents(ctx, { scope, range: period, errorsOnly: true }, page),
    readStates(ctx, member, tenant),
  ]);
  const compare = query.compare !== "none";
  const [error] = await describeErrors(ctx, question, groups, { compare, askedAt: page.askedAt, states });
  if (error === undefined) throw new AppError("NOT_FOUND", `There is no error ${fingerprint} in this period.`);
  return {
    ...freshnessOf(events, page.askedAt),
    as_of: newestOf(groups, page.askedAt),
    period: describePeriod(period),
    buckets: period.buckets.map(toIso),
    error,
    by: Object.fromEntries(ERROR_COLUMNS.map((column) => [
      column,
      shares.filter((share) => share.column === column).map(({ key, count }) => ({ key, count })),
    ])) as Record<ErrorColumn, { key: string; count: number }[]>,
    data: events.map(describeEvent),
    next_cursor: nextCursor,
  };
}
