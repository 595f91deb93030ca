import type { ErrorList, ErrorsQuery } from "../../../contract/query-errors.ts";
import {
  type ErrorPlace,
  type ErrorTotals,
  readErrorGroups,
  readErrorTotals,
} from "../../../stores/clickhouse/read-errors.ts";
import type { Member, RequestContext } from "../context.ts";
import { cutPage, readPage } from "../http/pages.ts";
import { previousRange } from "../metrics/compared-period.ts";
import { describePeriod, newestOf, toIso } from "../metrics/describe-answer.ts";
import { type Question, readQuestion } from "../metrics/question.ts";
import { describeErrors } from "./describe-errors.ts";

/** Where a page ends, and what the first page said of all pages together: it is counted once and travels along. */
type ListPlace = [value: number, fingerprint: string, ...totals: number[]];

/** Answers a page of errors, those that are the same one again together. */
export async function listErrors(ctx: RequestContext, member: Member, query: ErrorsQuery): Promise<ErrorList> {
  const page = readPage<ListPlace>(ctx, member, "/v1/errors", query);
  const question = readQuestion(ctx, member, query, page.askedAt);
  const { period, scope } = question;
  const after: ErrorPlace | null = page.after === null ? null : [page.after[0], page.after[1]];
  const compare = query.compare !== "none";
  const [groups, { totals, previous }] = await Promise.all([
    readErrorGroups(ctx.events, scope(period), { sort: query.sort, after, limit: page.limit + 1 }, ctx.signal),
    page.after === null ? readTotals(ctx, question, compare) : openTotals(page.after),
  ]);
  const { shown, nextCursor } = cutPage(groups, page, ({ place }): ListPlace => [
    ...place,
    ...sealTotals(totals),
    ...(previous === null ? [] : sealTotals(previous)),
  ]);
  return {
    as_of: newestOf(shown, page.askedAt),
    estimated: false,
    period: describePeriod(period),
    buckets: period.buckets.map(toIso),
    total_groups: shown[0]?.totalGroups ?? 0,
    totals,
    previous,
    data: await describeErrors(ctx, question, shown, { compare, askedAt: page.askedAt }),
    next_cursor: nextCursor,
  };
}

interface Totals {
  totals: ErrorTotals;
  previous: ErrorTotals | null;
}

async function readTotals(ctx: RequestContext, { period, scope }: Question, compare: boolean): Promise<Totals> {
  const [totals, previous] = await Promise.all([
    readErrorTotals(ctx.events, scope(period), ctx.signal),
    compare ? readErrorTotals(ctx.events, scope(previousRange(period)), ctx.signal) : null,
  ]);
  return { totals, previous };
}

const sealTotals = ({ count, sessions, users }: ErrorTotals) => [count, sessions, users];

function openTotals([, , ...counts]: ListPlace): Totals {
  const [count = 0, sessions = 0, users = 0, ...before] = counts;
  const [earlier = 0, earlierSessions = 0, earlierUsers = 0] = before;
  return {
    totals: { count, sessions, users },
    previous: before.length === 0 ? null : { count: earlier, sessions: earlierSessions, users: earlierUsers },
  };
}
