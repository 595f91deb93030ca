import type { ErrorList, ErrorsQuery } from "../../../contract/query-errors.ts";
import { readNewErrors } from "../../../stores/clickhouse/read-error-history.ts";
import {
  type ErrorGroupRecord,
  type ErrorPlace,
  type ErrorTotals,
  readErrorCounts,
  readErrorGroups,
  readErrorTotals,
} from "../../../stores/clickhouse/read-errors.ts";
import type { Member, RequestContext } from "../context.ts";
import { cutPage, type Page, readPage } from "../http/pages.ts";
import { previousRange } from "../metrics/compared-period.ts";
import { describePeriod, newestOf, toIso } from "../metrics/describe-answer.ts";
import { keptRange } from "../metrics/kept-range.ts";
import { narrow, type Question, readQuestion } from "../metrics/question.ts";
import { type Choice, chooseErrors, countByState } from "./choose-errors.ts";
import { describeErrors } from "./describe-errors.ts";
import { readStates } from "./read-states.ts";

/** Where a page ends, and what the first page said of all pages together: it is counted once and travels along. */
type ListPlace = [value: number, fingerprint: string, ...totals: number[]];

/** Answers a page of errors, those that are the same one again together. */
export async function listErrors(ctx: RequestContext, member: Member, query: ErrorsQuery): Promise<ErrorList> {
  const page = readPage<ListPlace>(ctx, member, "/v1/errors", query);
  const question = readQuestion(ctx, member, query, page.askedAt);
  const { period, tenant } = question;
  const ever = { tenant, range: { from: keptRange(page.askedAt).from, to: period.to }, filters: [] };
  const [states, fresh] = await Promise.all([
    readStates(ctx, member, tenant),
    readNewErrors(ctx.events, ever, period.from, ctx.signal),
  ]);
  const compare = query.compare !== "none";
  const [groups, present, { totals, previous }] = await Promise.all([
    readChosen(ctx, question, chooseErrors(query.state, states, fresh), { query, page }),
    readPresent(ctx, question, [...fresh, ...states.keys()]),
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
    by_state: countByState(totals.groups, states, fresh, present),
    totals,
    previous,
    data: await describeErrors(ctx, question, shown, { compare, askedAt: page.askedAt, states }),
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

const sealTotals = ({ count, groups, sessions, users }: ErrorTotals) => [count, groups, sessions, users];
const unsealTotals = ([count = 0, groups = 0, sessions = 0, users = 0]: number[]) => ({
  count,
  groups,
  sessions,
  users,
});

function openTotals([, , ...counts]: ListPlace): Totals {
  const before = counts.slice(4);
  return { totals: unsealTotals(counts), previous: before.length === 0 ? null : unsealTotals(before) };
}

async function readChosen(
  ctx: RequestContext,
  question: Question,
  { include, exclude }: Choice,
  { query: { sort, q: text }, page }: { query: ErrorsQuery; page: Page<ListPlace> },
): Promise<ErrorGroupRecord[]> {
  if (include?.length === 0) return [];
  const { period, scope } = narrow(question, { name: "fingerprint", include: include ?? [], exclude });
  const after: ErrorPlace | null = page.after === null ? null : [page.after[0], page.after[1]];
  return await readErrorGroups(ctx.events, scope(period), { sort, text, after, limit: page.limit + 1 }, ctx.signal);
}

/** Which of some errors a question finds. */
async function readPresent(ctx: RequestContext, question: Question, include: string[]): Promise<Set<string>> {
  if (include.length === 0) return new Set();
  const { period, scope } = narrow(question, { name: "fingerprint", include, exclude: [] });
  return new Set((await readErrorCounts(ctx.events, scope(period), ctx.signal)).keys());
}
