import { titleOf } from "./plan.ts";
import type { StoreReport, StoreStatus } from "./run.ts";

/** Renders how the stores stand, for people. */
export function renderStatus(statuses: StoreStatus[]): string {
  return statuses.flatMap(({ store, applied, pending, problem }) => [
    `${store}: ${applied.length} applied, ${pending.length} pending`,
    ...applied.map((entry) =>
      `  ${entry.isBroken ? "broken " : "applied"}  ${titleOf(entry)}  ${entry.appliedAt}  ${entry.durationMs} ms`
    ),
    ...pending.map((migration) => `  pending  ${titleOf(migration)}`),
    ...(problem === undefined ? [] : [`  problem  ${problem}`]),
  ]).join("\n");
}

/** Renders what was done, or with its SQL what would be done. */
export function renderReports(reports: StoreReport[], isDryRun: boolean): string {
  return reports.flatMap(({ store, steps }) => [
    steps.length === 0 ? `${store}: nothing to do` : `${store}: ${steps.length} ${isDryRun ? "to run" : "done"}`,
    ...(isDryRun ? steps : []).flatMap(({ direction, migration }) => [
      `  -- ${direction} ${titleOf(migration)}`,
      ...migration[direction].map((statement) => `${statement};`),
    ]),
  ]).join("\n");
}

/** The same for programs; the SQL only where it was not run. */
export function describeReports(reports: StoreReport[], isDryRun: boolean): unknown {
  return reports.map(({ store, steps }) => ({
    store,
    dry_run: isDryRun,
    steps: steps.map(({ direction, migration }) => ({
      direction,
      id: migration.id,
      name: migration.name,
      ...(isDryRun ? { statements: migration[direction] } : {}),
    })),
  }));
}

/** A status for programs. */
export function describeStatus(statuses: StoreStatus[]): unknown {
  return statuses.map(({ store, applied, pending, problem }) => ({
    store,
    applied: applied.map((entry) => ({
      id: entry.id,
      name: entry.name,
      checksum: entry.checksum,
      applied_at: entry.appliedAt,
      duration_ms: entry.durationMs,
      broken: entry.isBroken,
    })),
    pending: pending.map(({ id, name }) => ({ id, name })),
    problem: problem ?? null,
  }));
}
