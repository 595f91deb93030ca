import type { Breakdowns, BreakdownsQuery } from "../../../contract/query.ts";
import type { Member, RequestContext } from "../context.ts";
import { answerBreakdown } from "./answer-breakdown.ts";

const USUAL_LIMIT = 10;

/** Answers which values of several columns count for most, as the questions about each would alone. */
export async function answerBreakdowns(
  ctx: RequestContext,
  member: Member,
  { group_by: groups, limit: limits, ...question }: BreakdownsQuery,
): Promise<Breakdowns> {
  const answers = await Promise.all(
    groups.map((group, at) =>
      answerBreakdown(ctx, member, { ...question, group_by: group, limit: limits[at] ?? limits.at(-1) ?? USUAL_LIMIT })
    ),
  );
  const data = answers.map(({ next_cursor: _further, ...top }) => top);
  return {
    as_of: data.map(({ as_of }) => as_of).reduce((newest, as_of) => (as_of > newest ? as_of : newest)),
    estimated: data.some(({ estimated }) => estimated),
    data,
  };
}
