import { ERROR_LISTS, type ErrorListName } from "../../../contract/error-state.ts";
import { type ErrorTotals, readErrorCounts, readErrorTotals } from "../../../stores/clickhouse/read-errors.ts";
import type { RequestContext } from "../context.ts";
import { previousRange } from "../metrics/compared-period.ts";
import { narrow, type Question } from "../metrics/question.ts";
import { countByState } from "./choose-errors.ts";
import type { StatesOfErrors } from "./read-states.ts";

/** What a list says of all its pages together. It is counted for the first of them and travels along in cursors. */
export interface ErrorSums {
  byState: Record<ErrorListName, number>;
  totals: ErrorTotals;
  /** In the period before; `null` where it was not asked for. */
  previous: ErrorTotals | null;
}

/** What is known of errors beside the question: their states, and which were never seen before the period. */
export interface KnownErrors {
  states: StatesOfErrors;
  fresh: readonly string[];
}

const TOTALS = ["count", "groups", "sessions", "users"] as const satisfies readonly (keyof ErrorTotals)[];

/** Counts the errors of a question. */
export async function readErrorSums(
  ctx: RequestContext,
  question: Question,
  { states, fresh, compare }: KnownErrors & { compare: boolean },
): Promise<ErrorSums> {
  const { period, scope } = question;
  const [totals, previous, present] = await Promise.all([
    readErrorTotals(ctx.events, scope(period), ctx.signal),
    compare ? readErrorTotals(ctx.events, scope(previousRange(period)), ctx.signal) : null,
    readPresent(ctx, question, [...fresh, ...states.keys()]),
  ]);
  return { byState: countByState(totals.groups, states, fresh, present), totals, previous };
}

/** The sums as they stand in a cursor. */
export function sealSums({ byState, totals, previous }: ErrorSums): number[] {
  const counts = [totals, ...(previous === null ? [] : [previous])].flatMap((of) => TOTALS.map((name) => of[name]));
  return [...ERROR_LISTS.map((list) => byState[list]), ...counts];
}

/** Opens what {@link sealSums} made. */
export function openSums(figures: readonly number[]): ErrorSums {
  const namesOf = <N extends string>(names: readonly N[], from: number) =>
    Object.fromEntries(names.map((name, at) => [name, figures[from + at] ?? 0])) as Record<N, number>;
  const before = ERROR_LISTS.length + TOTALS.length;
  return {
    byState: namesOf(ERROR_LISTS, 0),
    totals: namesOf(TOTALS, ERROR_LISTS.length),
    previous: figures.length > before ? namesOf(TOTALS, before) : null,
  };
}

/** Which of some errors a question finds. */
async function readPresent(ctx: RequestContext, question: Question, include: string[]): Promise<Set<string>> {
  if (include.length === 0) return new Set();
  const { period, scope } = narrow(question, { name: "fingerprint", include, exclude: [] });
  return new Set((await readErrorCounts(ctx.events, scope(period), ctx.signal)).keys());
}
