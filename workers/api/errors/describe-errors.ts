import type { ErrorGroup } from "../../../contract/query-errors.ts";
import { type ErrorGroupRecord, readErrorCounts, readErrorTrends } from "../../../stores/clickhouse/read-errors.ts";
import type { RequestContext } from "../context.ts";
import { previousRange } from "../metrics/compared-period.ts";
import { toIso } from "../metrics/describe-answer.ts";
import { keptRange } from "../metrics/kept-range.ts";
import { narrow, type Question } from "../metrics/question.ts";
import type { StatesOfErrors } from "./read-states.ts";

/** Describes some errors of a question: with their course, what there was of them before, their state and whether they are new. */
export async function describeErrors(
  ctx: RequestContext,
  question: Question,
  groups: readonly ErrorGroupRecord[],
  { compare, askedAt, states }: { compare: boolean; askedAt: number; states: StatesOfErrors },
): Promise<ErrorGroup[]> {
  if (groups.length === 0) return [];
  const { period, tenant } = question;
  const only = { name: "fingerprint" as const, include: groups.map(({ fingerprint }) => fingerprint), exclude: [] };
  const { scope } = narrow(question, only);
  const ever = { tenant, range: { from: keptRange(askedAt).from, to: period.to }, filters: [only] };
  const [trends, known, before] = await Promise.all([
    readErrorTrends(ctx.events, scope(period), period.rule, ctx.signal),
    readErrorCounts(ctx.events, ever, ctx.signal),
    compare ? readErrorCounts(ctx.events, scope(previousRange(period)), ctx.signal) : null,
  ]);
  return groups.map((group) => {
    const firstEver = known.get(group.fingerprint)?.firstAt ?? group.firstAt;
    const trend = period.buckets.map((start): number | null => start > askedAt ? null : 0);
    for (const { fingerprint, bucket, count } of trends) {
      if (fingerprint === group.fingerprint && bucket < trend.length) trend[bucket] = count;
    }
    return {
      ...describeGroup(group),
      first_seen_ever: toIso(firstEver),
      state: states.get(group.fingerprint) ?? "open",
      is_new: firstEver >= period.from,
      previous_count: before === null ? null : before.get(group.fingerprint)?.count ?? 0,
      trend,
    };
  });
}

function describeGroup(
  group: ErrorGroupRecord,
): Omit<ErrorGroup, "first_seen_ever" | "state" | "is_new" | "previous_count" | "trend"> {
  return {
    fingerprint: group.fingerprint,
    event_type: group.eventType,
    error_type: group.errorType,
    message: group.message,
    tool_name: group.toolName,
    agents: group.agents,
    models: group.models,
    count: group.count,
    sessions: group.sessions,
    users: group.users,
    first_seen: toIso(group.firstAt),
    last_seen: toIso(group.lastAt),
  };
}
