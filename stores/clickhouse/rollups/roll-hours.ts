import { type RegionAccess, tellRegion } from "../ask-region.ts";
import {
  DURATIONS_OF_EVENTS,
  DURATIONS_OF_ROLLUP,
  type MeasureName,
  MEASURES,
  OUTCOMES,
  SESSION_KEY,
  SUMS,
} from "../measures.ts";
import { bindStarts, HOURS_OF_DAYS, type OrgStart, STARTS } from "./org-start.ts";
import { type Source, SOURCES } from "./sources.ts";

/** How a table of a rollup is filled: its columns, and what each is over the rows that it is made of. */
interface Filling {
  columns: string[];
  values: string[];
  groupedBy: string[];
}

/** Writes the rows of some hours under a version. They count once {@link commitHours} names it. */
export async function rollHours(access: RegionAccess, hours: readonly OrgStart[], version: string): Promise<void> {
  for (const source of SOURCES) {
    const { columns, values, groupedBy } = fill(source, EVENTS);
    await tellRegion(access, {
      text: `INSERT INTO ${source.name}_hourly (${columns.join(", ")})
SELECT ${values.join(", ")} FROM events FINAL
WHERE timestamp >= toDateTime({first:Int64}, 'UTC') AND timestamp < toDateTime({last:Int64} + 3600, 'UTC')
  AND (org_id, toStartOfHour(timestamp)) IN ${STARTS}
GROUP BY ${groupedBy.join(", ")}
SETTINGS do_not_merge_across_partitions_select_final = 1`,
      body: bindStarts(hours, { version }),
    });
  }
}

/** Writes the rows of some days under a version, made of their hours as they count now. */
export async function rollDays(access: RegionAccess, days: readonly OrgStart[], version: string): Promise<void> {
  for (const source of SOURCES) {
    const { columns, values, groupedBy } = fill(source, HOURS);
    await tellRegion(access, {
      text: `INSERT INTO ${source.name}_daily (${columns.join(", ")})
SELECT ${values.join(", ")} FROM ${source.name}_hourly
WHERE ${HOURS_OF_DAYS} AND (org_id, start, version) IN
  (SELECT org_id, start, version FROM rolled_hours FINAL WHERE ${HOURS_OF_DAYS})
GROUP BY ${groupedBy.join(", ")}`,
      body: bindStarts(days, { version }),
    });
  }
}

const namesOf = (measures: Record<string, unknown>) => Object.keys(measures) as MeasureName[];

/** What the time, the measures and the rest of a rollup are over the rows that it is made of. */
interface Origin {
  start: string;
  sessionKey: string;
  measure(name: MeasureName): string;
  durations: string;
  firstAt: string;
  lastAt: string;
}

const EVENTS: Origin = {
  start: "toStartOfHour(timestamp)",
  sessionKey: SESSION_KEY,
  measure: (name) => MEASURES[name].ofEvents,
  durations: DURATIONS_OF_EVENTS,
  firstAt: "min(timestamp)",
  lastAt: "max(timestamp)",
};

const HOURS: Origin = {
  start: "toStartOfDay(start)",
  sessionKey: "session_key",
  measure: (name) => MEASURES[name].ofRollup,
  durations: DURATIONS_OF_ROLLUP,
  firstAt: "min(first_at)",
  lastAt: "max(last_at)",
};

function fill({ has, columns }: Source, origin: Origin): Filling {
  const measures = namesOf(has.includes("outcomes") ? { ...SUMS, ...OUTCOMES } : SUMS);
  const values: Record<string, string> = {
    org_id: "org_id",
    start: origin.start,
    version: "{version:UInt64}",
    ...Object.fromEntries(columns.map((column) => [column, column])),
    ...Object.fromEntries(measures.map((name) => [name, origin.measure(name)])),
    ...(has.includes("sketches") ? { durations: origin.durations } : {}),
    ...(has.includes("outcomes")
      ? { session_key: origin.sessionKey, first_at: origin.firstAt, last_at: origin.lastAt }
      : {}),
  };
  return {
    columns: Object.keys(values),
    values: Object.values(values),
    groupedBy: ["org_id", origin.start, ...columns, ...(has.includes("outcomes") ? [origin.sessionKey] : [])],
  };
}
