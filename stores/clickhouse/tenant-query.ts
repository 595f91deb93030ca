import type { Region } from "../../contract/tenant.ts";
import { type EventFilter, filterConditions } from "./event-filter.ts";
import type { QueryParams } from "./query-params.ts";
import { type Visibility, visibilityCondition } from "./visibility.ts";

/** Header that the reading user's row filter compares `org_id` with: a second wall behind the condition. */
export const ORG_HEADER = "X-Org-Id";

/** Whose events, and where they lie. */
export interface EventTenant {
  orgId: string;
  region: Region;
  /** What of the tenant's events whoever asks may see. Every query over events is held to it. */
  sees: Visibility;
}

/** Whose warnings. They are about the whole organisation, whoever asks. */
export type WarningTenant = Pick<EventTenant, "orgId" | "region">;

/** A stretch of event time in epoch ms; `to` is exclusive. */
export interface TimeRange {
  from: number;
  to: number;
}

/** What a question is about. */
export interface EventScope {
  tenant: EventTenant;
  range: TimeRange;
  filters: EventFilter[];
}

/** A question about one tenant's events. {@link tenantQuery} is the only way to make one. */
export class TenantQuery<Row> {
  declare readonly row: Row;
  // A private field, so that no other object passes for a query.
  readonly #text: string;

  private constructor(readonly tenant: WarningTenant, text: string, readonly params: QueryParams) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }

  /** @internal use {@link tenantQuery} */
  static of<Row>(scope: EventScope, write: (events: string) => string, params: QueryParams): TenantQuery<Row> {
    const { tenant, range } = scope;
    if (tenant.orgId === "") throw new TypeError("a query needs the id of an organisation, and got none");
    if (!(range.from < range.to)) throw new RangeError(`a query needs a period, and got ${range.from} to ${range.to}`);
    const filters = filterConditions(scope.filters);
    const visible = visibilityCondition(tenant.sees);
    const conditions = [OWN, ...RANGE_CONDITIONS, ...visible.conditions, ...filters.conditions].join(" AND ");
    const text = writeAround(`(SELECT * FROM events FINAL WHERE ${conditions})`, write);
    const own = { ...visible.params, org_id: tenant.orgId, range_from: range.from, range_to: range.to };
    return new TenantQuery(tenant, text, { ...params, ...filters.params, ...own });
  }

  /** @internal use {@link warningQuery} */
  static ofWarnings<Row>(tenant: WarningTenant, write: (warnings: string) => string, params: QueryParams) {
    if (tenant.orgId === "") throw new TypeError("a query needs the id of an organisation, and got none");
    const text = writeAround(`(SELECT * FROM ingestion_warnings FINAL WHERE ${OWN})`, write);
    return new TenantQuery<Row>(tenant, text, { ...params, org_id: tenant.orgId });
  }
}

function writeAround(events: string, write: (events: string) => string): string {
  const text = write(events);
  if (!text.includes(events)) throw new TypeError("a query has to read the events it is given");
  return text;
}

const OWN = "org_id = {org_id:String}";
const RANGE_CONDITIONS = [
  "timestamp >= fromUnixTimestamp64Milli({range_from:Int64}, 'UTC')",
  "timestamp < fromUnixTimestamp64Milli({range_to:Int64}, 'UTC')",
];

/**
 * Makes a query over one tenant's events. `write` gets the events of the scope as a subquery, each event once however often
 * it was sent, and returns the text of the query around it; values go into `params`, never into the text.
 * @throws TypeError when no organisation is named, RangeError when the period is empty
 */
export function tenantQuery<Row>(
  scope: EventScope,
  write: (events: string) => string,
  params: QueryParams = {},
): TenantQuery<Row> {
  return TenantQuery.of<Row>(scope, write, params);
}

/** Makes a query over one tenant's ingestion warnings, in the way of {@link tenantQuery}. */
export function warningQuery<Row>(
  tenant: WarningTenant,
  write: (warnings: string) => string,
  params: QueryParams = {},
): TenantQuery<Row> {
  return TenantQuery.ofWarnings<Row>(tenant, write, params);
}
