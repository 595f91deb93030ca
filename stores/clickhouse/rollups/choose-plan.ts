import type { Aggregation } from "../aggregate-events.ts";
import { type FigureName, FIGURES } from "../figures.ts";
import { type MeasureName, SKETCHES } from "../measures.ts";
import type { EventScope } from "../tenant-query.ts";
import { chooseSource, type ColumnName, type Source, SOURCES, type Want } from "./sources.ts";

/** A part of a question that is answered from one source. */
export type Part =
  & { source: Source | undefined; figures: FigureName[] }
  & (
    /** Counts over events. */
    | { of: "events"; measures: MeasureName[] }
    /** How many different sessions and users. */
    | { of: "people" }
    /** How many of the sessions failed. It has the groups with such sessions only. */
    | { of: "failures" }
  );

/**
 * Divides a question into parts, each with the coarsest of the sources that can tell it, or with none: then events tell it.
 * The first part has every group, because it is about every event of the scope.
 */
export function choosePlan(
  scope: EventScope,
  { by, figures }: Pick<Aggregation, "by" | "figures">,
  sources: readonly Source[] = SOURCES,
): Part[] {
  const columns = columnsOf(scope);
  for (const name of by.flatMap((dimension) => dimension.columns)) columns.add(name);
  const source = (want: Want) => chooseSource(want, columns, sources);
  const ofPeople = partsOfFigure(figures).filter((name) => FIGURES[name].ofPeople);
  const failures = ofPeople.filter((name) => FIGURES[name].ofOutcomes);
  const people = ofPeople.filter((name) => !FIGURES[name].ofOutcomes);
  const parts = planEvents(figures.filter((name) => !FIGURES[name].ofPeople), source("sums"), source("sketches"));
  if (ofPeople.length > 0) parts.push({ of: "people", source: source("outcomes"), figures: people });
  if (failures.length > 0) parts.push({ of: "failures", source: source("outcomes"), figures: failures });
  return parts;
}

/** The figures that parts answer: those that are made of others by these. */
function partsOfFigure(figures: readonly FigureName[]): FigureName[] {
  return [...new Set(figures.flatMap((name) => FIGURES[name].madeOf?.figures ?? [name]))];
}

function planEvents(figures: FigureName[], sums: Source | undefined, sketches: Source | undefined): Part[] {
  const isSketched = (name: FigureName) => FIGURES[name].measures.some((measure) => measure in SKETCHES);
  const part = (source: Source | undefined, own: FigureName[]): Part[] => {
    const measures = [...new Set(own.flatMap((name) => FIGURES[name].measures))];
    return own.length === 0 ? [] : [{ of: "events", source, figures: own, measures }];
  };
  if (sums === sketches) return part(sums, figures);
  return [
    ...part(sums, figures.filter((name) => !isSketched(name))),
    ...part(sketches, figures.filter(isSketched)),
  ];
}

/** The columns that decide which events belong to a scope. */
export function columnsOf({ tenant, filters }: EventScope): Set<ColumnName> {
  const columns = new Set<ColumnName>(filters.map(({ name }) => name));
  return tenant.sees === "everything" ? columns : columns.add("team").add("user_id");
}
