import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Migration, parseMigration } from "./parse-migration.ts";
import type { Dialect } from "./split-statements.ts";

export const MIGRATIONS_DIR = fileURLToPath(new URL("../../migrations", import.meta.url).href);

/** Reads a store's migration files, in order. */
export async function loadMigrations(dialect: Dialect, migrationsDir = MIGRATIONS_DIR): Promise<Migration[]> {
  const folder = join(migrationsDir, dialect);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  const migrations = await Promise.all(
    names.map(async (name) => parseMigration(name, await readFile(join(folder, name), "utf8"), dialect)),
  );
  const twice = migrations.find((migration, index) => migration.id === migrations[index - 1]?.id);
  if (twice) throw new Error(`${folder} holds two migrations with the number ${twice.id}`);
  return migrations;
}
