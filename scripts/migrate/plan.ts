import type { Migration } from "./parse-migration.ts";

/** What a store remembers of a migration. */
export interface AppliedMigration {
  id: string;
  name: string;
  checksum: string;
  appliedAt: string;
  durationMs: number;
  /** Set where a store without transactions was left half-way. */
  isBroken: boolean;
}

export interface PlanOptions {
  /** At most so many migrations. */
  steps?: number;
  /** Up to and including this one; going down, this one stays. `0000` stands before the first. */
  target?: string;
}

/** Answers the migrations to apply, in order. Throws when the history does not fit the files. */
export function planUp(files: Migration[], applied: AppliedMigration[], options: PlanOptions): Migration[] {
  checkHistory(files, applied);
  checkTarget(files, options.target);
  const broken = applied.find((entry) => entry.isBroken);
  if (broken) {
    throw new Error(
      `${titleOf(broken)} broke off half-way. Undo what it did with "migrate down --steps 1", then apply it again.`,
    );
  }
  const known = new Set(applied.map((entry) => entry.id));
  const { steps = Infinity, target } = options;
  return files
    .filter((file) => !known.has(file.id) && (target === undefined || file.id <= target))
    .slice(0, steps);
}

/** Answers the migrations to revert, the last one first. Throws when the history does not fit the files. */
export function planDown(files: Migration[], applied: AppliedMigration[], options: PlanOptions): Migration[] {
  checkHistory(files, applied);
  checkTarget(files, options.target);
  const known = new Set(applied.map((entry) => entry.id));
  const { target, steps = target === undefined ? 1 : Infinity } = options;
  return files
    .filter((file) => known.has(file.id) && (target === undefined || file.id > target))
    .toReversed()
    .slice(0, steps);
}

/** Throws unless every applied migration has its unchanged file and no file comes late. */
export function checkHistory(files: Migration[], applied: AppliedMigration[]): void {
  const byId = new Map(files.map((file) => [file.id, file]));
  for (const entry of applied) {
    const file = byId.get(entry.id);
    if (file === undefined) throw new Error(`${titleOf(entry)} was applied, but its file is missing`);
    if (file.checksum !== entry.checksum) {
      throw new Error(
        `${titleOf(file)} was changed after it was applied. Restore it, and write a new migration instead.`,
      );
    }
  }
  const known = new Set(applied.map((entry) => entry.id));
  const last = applied.map((entry) => entry.id).sort().at(-1) ?? "";
  const late = files.find((file) => !known.has(file.id) && file.id < last);
  if (late) {
    throw new Error(`${titleOf(late)} comes before ${last}, which is applied already. Give it a higher number.`);
  }
}

function checkTarget(files: Migration[], target: string | undefined): void {
  if (target === undefined || target === "0000" || files.some((file) => file.id === target)) return;
  throw new Error(`There is no migration ${target}`);
}

/** How a migration is called in messages and on disk. */
export function titleOf({ id, name }: { id: string; name: string }): string {
  return `${id}_${name}`;
}
