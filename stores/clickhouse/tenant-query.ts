import type { Visibility } from "../../contract/visibility.ts";
import type { Region } from "../../contract/tenant.ts";
import { type EventFilter, filterConditions } from "./event-filter.ts";
import type { QueryParams } from "./query-params.ts";
import { type Coverage, isRestLast } from "./rollups/coverage.ts";
import { ledgerRelations, rollupRelation, timestampIn } from "./rollups/relations.ts";
import type { Source } from "./rollups/sources.ts";
import { visibilityCondition } from "./visibility.ts";

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
    const { conditions, params: own } = readScope(scope);
    const text = writeAround([eventsWhere([...conditions, ...RANGE_CONDITIONS])], ([events = ""]) => write(events));
    return new TenantQuery(scope.tenant, text, { ...params, ...own });
  }

  /** @internal use {@link coveredQuery} */
  static ofCoverage<Row>(
    scope: EventScope,
    coverage: Coverage,
    write: (relations: CoveredRelations) => string,
    params: QueryParams,
  ): TenantQuery<Row> {
    const { conditions, params: own } = readScope(scope);
    const given: string[] = [];
    const give = (relation: string) => {
      given.push(relation);
      return relation;
    };
    const text = write({
      events: () => give(eventsWhere([...conditions, ...RANGE_CONDITIONS])),
      rest: () =>
        coverage.raw.length === 0
          ? undefined
          : give(eventsWhere([...conditions, ...RANGE_CONDITIONS, timestampIn(coverage.raw)])),
      restIsLast: () => isRestLast(coverage),
      rollup: (source) => give(rollupRelation(source, coverage, conditions, OWN)),
      anyRollup: (source) => give(rollupRelation(source, { ...coverage, versions: "any" }, conditions, OWN)),
    });
    if (given.length === 0) throw new TypeError(NOTHING_READ);
    return new TenantQuery(scope.tenant, writeAround(given, () => text), { ...params, ...own });
  }

  /** @internal use {@link ledgerQuery} */
  static ofLedger<Row>(
    tenant: WarningTenant,
    range: TimeRange,
    write: (relations: ReturnType<typeof ledgerRelations>) => string,
    params: QueryParams,
  ): TenantQuery<Row> {
    requireTenant(tenant);
    const relations = ledgerRelations(OWN);
    const text = writeAround(Object.values(relations), () => write(relations));
    const own = { org_id: tenant.orgId, range_from: range.from, range_to: range.to };
    return new TenantQuery<Row>(tenant, text, { ...params, ...own });
  }

  /** @internal use {@link warningQuery} */
  static ofWarnings<Row>(tenant: WarningTenant, write: (warnings: string) => string, params: QueryParams) {
    requireTenant(tenant);
    const relation = `(SELECT * FROM ingestion_warnings FINAL WHERE ${OWN})`;
    const text = writeAround([relation], () => write(relation));
    return new TenantQuery<Row>(tenant, text, { ...params, org_id: tenant.orgId });
  }
}

/** What a question that is answered from several sources may read. Every relation holds the scope's rows only. */
export interface CoveredRelations {
  /** The events of the whole period. */
  events(): string;
  /** The events of those stretches that no rollup stands for; `undefined` where there is none. */
  rest(): string | undefined;
  /** Whether these stretches lie behind all that rollups stand for. */
  restIsLast(): boolean;
  /** A rollup's rows of the other stretches, each with the start of its hour or day as `timestamp`. */
  rollup(source: Source): string;
  /** The same with rows of computations that were replaced or never came to count, for what these cannot make wrong. */
  anyRollup(source: Source): string;
}

const NOTHING_READ = "a query has to read the events it is given";

/** The text of a query, which has to read at least one of the relations that it was given. */
function writeAround(relations: readonly string[], write: (relations: readonly string[]) => string): string {
  const text = write(relations);
  if (!relations.some((relation) => text.includes(relation))) throw new TypeError(NOTHING_READ);
  return text;
}

function requireTenant({ orgId }: WarningTenant): void {
  if (orgId === "") throw new TypeError("a query needs the id of an organisation, and got none");
}

/** Conditions on rows of a scope apart from their time, and the values of these and of the period. */
function readScope({ tenant, range, filters }: EventScope): { conditions: string[]; params: QueryParams } {
  requireTenant(tenant);
  if (!(range.from < range.to)) throw new RangeError(`a query needs a period, and got ${range.from} to ${range.to}`);
  const wanted = filterConditions(filters);
  const visible = visibilityCondition(tenant.sees);
  return {
    conditions: [OWN, ...visible.conditions, ...wanted.conditions],
    params: {
      ...wanted.params,
      ...visible.params,
      org_id: tenant.orgId,
      range_from: range.from,
      range_to: range.to,
    },
  };
}

/** Rows of one event lie in one month, so months need not be merged with each other. */
function eventsWhere(conditions: readonly string[]): string {
  return `(SELECT * FROM events FINAL WHERE ${conditions.join(" AND ")}
  SETTINGS do_not_merge_across_partitions_select_final = 1)`;
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

/**
 * Makes a query that is answered from rollups where these stand for a period, and from events elsewhere. `write` asks for the
 * relations it reads; `coverage` divides the scope's period.
 * @throws TypeError when no organisation is named or nothing is read, RangeError when the period is empty
 */
export function coveredQuery<Row>(
  scope: EventScope,
  coverage: Coverage,
  write: (relations: CoveredRelations) => string,
  params: QueryParams = {},
): TenantQuery<Row> {
  return TenantQuery.ofCoverage<Row>(scope, coverage, write, params);
}

/** Makes a query over what is written down of one tenant's rollups in a period. */
export function ledgerQuery<Row>(
  tenant: WarningTenant,
  range: TimeRange,
  write: (relations: ReturnType<typeof ledgerRelations>) => string,
  params: QueryParams = {},
): TenantQuery<Row> {
  return TenantQuery.ofLedger<Row>(tenant, range, write, params);
}
