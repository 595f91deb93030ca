import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import type { BackupManifest } from "./manifest.ts";
import { openPacked } from "./packed-file.ts";
import { copyTarget, fixRendering, openWhole, readContent } from "./postgres-tables.ts";

/** Without rows in these there are none in any other. */
const ROOTS = ["organizations", "users"];

/** Whether anybody is known there. */
export async function hasPeople(url: string): Promise<boolean> {
  const client = await openWhole(url);
  try {
    for (const table of ROOTS) {
      const known = await client.query("SELECT to_regclass($1) AS name", [table]);
      if (known.rows[0].name === null) continue;
      const found = await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
      if (found.rowCount !== 0) return true;
    }
    return false;
  } finally {
    await client.end();
  }
}

/** Replaces what is in every table of a backup by what the backup has, all of it or nothing. */
export async function restorePostgres(
  url: string,
  dir: string,
  { tables, sequences }: BackupManifest["postgres"],
  log: (line: string) => void,
): Promise<void> {
  const client = await openWhole(url);
  try {
    await fixRendering(client);
    await client.query("BEGIN");
    // Rows come as they were: no trigger may change or refuse them, and references hold once all are there.
    await client.query("SET LOCAL session_replication_role = replica");
    const names = tables.map(({ name }) => pg.escapeIdentifier(name)).join(", ");
    if (names !== "") await client.query(`TRUNCATE ${names} CASCADE`);
    for (const { name, columns, file, rows, checksum } of tables) {
      await pipeline(openPacked(dir, file), client.query(copyFrom(`COPY ${copyTarget(name, columns)} FROM STDIN`)));
      const found = await readContent(client, name, columns);
      if (found.rows !== rows || found.checksum !== checksum) {
        throw new Error(`${name} has ${found.rows} rows with checksum ${found.checksum}, not ${rows} with ${checksum}`);
      }
      log(`postgres: ${name}, ${rows} rows`);
    }
    for (const { name, value } of sequences) {
      if (value !== null) await client.query("SELECT setval($1::regclass, $2)", [pg.escapeIdentifier(name), value]);
    }
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw new Error(`Postgres was left as it was: ${(error as Error).message}`, { cause: error });
  } finally {
    await client.end();
  }
}
