import type { ErrorList, ErrorsQuery } from "../../../contract/query-errors.ts";
import { readNewErrors } from "../../../stores/clickhouse/read-error-history.ts";
import { type ErrorGroupRecord, type ErrorPlace, readErrorGroups } from "../../../stores/clickhouse/read-errors.ts";
import type { Member, RequestContext } from "../context.ts";
import { cutPage, type Page, readPage } from "../http/pages.ts";
import { describePeriod, newestOf, toIso } from "../metrics/describe-answer.ts";
import { keptRange } from "../metrics/kept-range.ts";
import { narrow, type Question, readQuestion } from "../metrics/question.ts";
import { type Choice, chooseErrors } from "./choose-errors.ts";
import { describeErrors } from "./describe-errors.ts";
import { openSums, readErrorSums, sealSums } from "./error-sums.ts";
import { readStates } from "./read-states.ts";

/** Where a page ends, and the sums of all pages. */
type ListPlace = [value: number, fingerprint: string, ...sums: number[]];

const sumsIn = ([, , ...sums]: ListPlace) => openSums(sums);

/** Answers a page of errors, those that are the same one again together. */
export async function listErrors(ctx: RequestContext, member: Member, query: ErrorsQuery): Promise<ErrorList> {
  const page = readPage<ListPlace>(ctx, member, "/v1/errors", query);
  const question = readQuestion(ctx, member, query, page.askedAt);
  const { period, tenant } = question;
  const compare = query.compare !== "none";
  const [states, fresh] = await Promise.all([
    readStates(ctx, member, tenant),
    page.after === null || query.state === "new" ? readFresh(ctx, question, page.askedAt) : [],
  ]);
  const [groups, sums] = await Promise.all([
    readChosen(ctx, question, chooseErrors(query.state, states, fresh), { query, page }),
    page.after === null ? readErrorSums(ctx, question, { states, fresh, compare }) : sumsIn(page.after),
  ]);
  const { shown, nextCursor } = cutPage(groups, page, ({ place }): ListPlace => [...place, ...sealSums(sums)]);
  return {
    as_of: newestOf(shown, page.askedAt),
    estimated: false,
    period: describePeriod(period),
    buckets: period.buckets.map(toIso),
    total_groups: shown[0]?.totalGroups ?? 0,
    by_state: sums.byState,
    totals: sums.totals,
    previous: sums.previous,
    data: await describeErrors(ctx, question, shown, { compare, askedAt: page.askedAt, states }),
    next_cursor: nextCursor,
  };
}

/** Fingerprints of errors that were never seen before the period: what is kept is looked through, so only where it is needed. */
async function readFresh(ctx: RequestContext, { period, tenant }: Question, askedAt: number): Promise<string[]> {
  const ever = { tenant, range: { from: keptRange(askedAt).from, to: period.to }, filters: [] };
  return await readNewErrors(ctx.events, ever, period.from, ctx.signal);
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
