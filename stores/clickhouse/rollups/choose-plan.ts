import type { Aggregation } from "../aggregate-events.ts";
import { FIGURES } from "../figures.ts";
import { type MeasureName, SKETCHES } from "../measures.ts";
import type { EventScope } from "../tenant-query.ts";
import { chooseSource, type ColumnName, type Source, SOURCES } from "./sources.ts";

/** A part of a question that is answered from one source. */
export type Part =
  & { source: Source | undefined }
  & (
    /** Counts over events. */
    | { of: "events"; measures: MeasureName[] }
    /** How many different users. */
    | { of: "users" }
    /** How many different sessions, and where `outcomes` is set how many of them failed. */
    | { of: "sessions"; outcomes: boolean }
  );

/**
 * Divides a question into parts, each with the coarsest of the sources that can tell it, or with none: then events tell it.
 * All parts have the same groups, because each is about every event of the scope.
 */
export function choosePlan(
  scope: EventScope,
  { by, figures }: Aggregation,
  sources: readonly Source[] = SOURCES,
): Part[] {
  const columns = columnsOf(scope);
  for (const name of by.flatMap((dimension) => dimension.columns)) columns.add(name);
  const measures = [...new Set(figures.flatMap((name) => FIGURES[name].measures))];
  const sketches = measures.filter((name) => name in SKETCHES);
  const sums = measures.filter((name) => !(name in SKETCHES));
  const people = figures.filter((name) => FIGURES[name].ofPeople);
  const sumSource = chooseSource("sums", columns, sources);
  const sketchSource = chooseSource("sketches", columns, sources);
  const parts: Part[] = [];
  if (sketches.length > 0 && sumSource === sketchSource) {
    parts.push({ of: "events", source: sumSource, measures });
  } else {
    if (sums.length > 0) parts.push({ of: "events", source: sumSource, measures: sums });
    if (sketches.length > 0) parts.push({ of: "events", source: sketchSource, measures: sketches });
  }
  const source = chooseSource("outcomes", columns, sources);
  if (people.includes("active_users")) parts.push({ of: "users", source });
  const ofSessions = people.filter((name) => name !== "active_users");
  if (ofSessions.length > 0) {
    parts.push({ of: "sessions", source, outcomes: ofSessions.some((name) => FIGURES[name].ofOutcomes) });
  }
  return parts;
}

/** The columns that decide which events belong to a scope. */
export function columnsOf({ tenant, filters }: EventScope): Set<ColumnName> {
  const columns = new Set<ColumnName>(filters.map(({ name }) => name));
  return tenant.sees === "everything" ? columns : columns.add("team").add("user_id");
}
