import type { PeriodQuery } from "../../../contract/query.ts";
import type { EventFilter } from "../../../stores/clickhouse/event-filter.ts";
import type { EventScope, EventTenant, TimeRange } from "../../../stores/clickhouse/tenant-query.ts";
import type { Member, RequestContext } from "../context.ts";
import { readFilters } from "./event-filters.ts";
import { eventTenant } from "./event-tenant.ts";
import { type Period, resolvePeriod } from "./period.ts";

/** A period that was asked for; not every list has something to compare or to cut into buckets. */
export type AskedPeriod =
  & Omit<PeriodQuery, "compare" | "interval">
  & Partial<Pick<PeriodQuery, "compare" | "interval">>;

/** What somebody asks about a period. */
export interface Question {
  tenant: EventTenant;
  period: Period;
  filters: EventFilter[];
  /** The asked events of any stretch of time. */
  scope(range: TimeRange): EventScope;
}

/** Reads a question from a query string; `now` (epoch ms) is when it was first asked. Throws INVALID_QUERY for a period that makes no sense. */
export function readQuestion(
  ctx: Pick<RequestContext, "now">,
  member: Member,
  query: AskedPeriod,
  now = ctx.now,
): Question {
  const period = resolvePeriod({ compare: "none", interval: undefined, ...query }, now);
  return questionOf(eventTenant(member), period, readFilters(query));
}

/** The same question, about those events alone that pass another filter too. */
export function narrow({ tenant, period, filters }: Question, filter: EventFilter): Question {
  return questionOf(tenant, period, [...filters, filter]);
}

function questionOf(tenant: EventTenant, period: Period, filters: EventFilter[]): Question {
  return { tenant, period, filters, scope: ({ from, to }) => ({ tenant, filters, range: { from, to } }) };
}
