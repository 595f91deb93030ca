import type { PeriodQuery } from "../../../contract/query.ts";
import type { EventFilter } from "../../../stores/clickhouse/event-filter.ts";
import type { EventScope, EventTenant, TimeRange } from "../../../stores/clickhouse/tenant-query.ts";
import type { Member, RequestContext } from "../context.ts";
import { readFilters } from "./event-filters.ts";
import { eventTenant } from "./event-tenant.ts";
import { type Period, resolvePeriod } from "./period.ts";

/** What somebody asks about a period. */
export interface Question {
  tenant: EventTenant;
  period: Period;
  filters: EventFilter[];
  /** The asked events of any stretch of time. */
  scope(range: TimeRange): EventScope;
}

/** Reads a question from a query string. Throws VAL_INVALID_FORMAT for a period that makes no sense. */
export function readQuestion(ctx: RequestContext, member: Member, query: PeriodQuery): Question {
  const tenant = eventTenant(member);
  const filters = readFilters(query);
  return {
    tenant,
    filters,
    period: resolvePeriod(query, ctx.now),
    scope: ({ from, to }) => ({ tenant, filters, range: { from, to } }),
  };
}
