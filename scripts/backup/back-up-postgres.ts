import { to as copyTo } from "pg-copy-streams";
import type { BackedUpTable, BackupManifest } from "./manifest.ts";
import { packStream } from "./packed-file.ts";
import { copyTarget, fixRendering, listSequences, listTables, openWhole, readContent } from "./postgres-tables.ts";

/** Writes every table into files of its own, all as of one moment. */
export async function backUpPostgres(
  url: string,
  dir: string,
  log: (line: string) => void,
): Promise<BackupManifest["postgres"]> {
  const client = await openWhole(url);
  try {
    await fixRendering(client);
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const { rows: migrations } = await client.query("SELECT id, name, checksum FROM schema_migrations ORDER BY id");
    const tables: BackedUpTable[] = [];
    for (const { name, columns } of await listTables(client)) {
      const file = `postgres/${name}.copy.gz`;
      const packed = await packStream(dir, file, client.query(copyTo(`COPY ${copySource(name, columns)} TO STDOUT`)));
      const content = await readContent(client, name, columns);
      tables.push({ name, columns, file, ...packed, ...content });
      log(`postgres: ${name}, ${content.rows} rows`);
    }
    const sequences = await listSequences(client);
    await client.query("COMMIT");
    return { migrations, tables, sequences };
  } finally {
    await client.end();
  }
}

/** A query, because COPY of a table leaves out its partitions. */
function copySource(name: string, columns: string[]): string {
  const [table, list] = copyTarget(name, columns).split(/ (?=\()/);
  return `(SELECT ${list?.slice(1, -1)} FROM ${table})`;
}
