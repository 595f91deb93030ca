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
    /** Counts over sessions and users; `outcomes` says whether it matters how sessions went. */
    | { of: "people"; outcomes: boolean }
  );

/**
 * Divides a question into parts, each with the coarsest of the sources that can tell it, or with none: then events tell it.
 * All parts have the same groups, because each is about every event of the scope.
 */
export function choosePlan(
  { tenant, filters }: EventScope,
  { by, figures }: Aggregation,
  sources: readonly Source[] = SOURCES,
): Part[] {
  const columns = new Set<ColumnName>([
    ...filters.map(({ name }) => name),
    ...by.flatMap((dimension) => dimension.columns),
  ]);
  if (tenant.sees !== "everything") columns.add("team").add("user_id");
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
  if (people.length > 0) {
    const outcomes = people.some((name) => FIGURES[name].ofOutcomes);
    parts.push({ of: "people", source: chooseSource("outcomes", columns, sources), outcomes });
  }
  return parts;
}
