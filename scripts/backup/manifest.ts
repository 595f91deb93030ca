import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { REGIONS } from "../../contract/tenant.ts";
import { writeFileAtomically } from "../../local/engines/write-file.ts";

/** A migration that the data was backed up under. */
const Migration = z.object({ id: z.string(), name: z.string(), checksum: z.string() });

const Table = z.object({
  name: z.string(),
  columns: z.array(z.string()),
  /** Relative to the backup's folder. */
  file: z.string(),
  bytes: z.number().int(),
  /** Of the file, hex. */
  sha256: z.string(),
  rows: z.number().int(),
  /** Sum of a hash of every row; does not depend on their order. */
  checksum: z.string(),
});
/** A table in a backup. */
export type BackedUpTable = z.infer<typeof Table>;

const Store = z.object({ migrations: z.array(Migration), tables: z.array(Table) });
/** What a backup has of one database. */
export type BackedUpStore = z.infer<typeof Store>;

/** What a backup consists of. It is written last: a folder without one is no backup. */
export const BackupManifest = z.object({
  version: z.literal(1),
  created_at: z.iso.datetime(),
  postgres: Store.extend({ sequences: z.array(z.object({ name: z.string(), value: z.string().nullable() })) }),
  clickhouse: z.record(z.enum(REGIONS), Store),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

const FILE = "manifest.json";

/** Writes a backup's manifest. */
export async function writeManifest(dir: string, manifest: BackupManifest): Promise<void> {
  await writeFileAtomically(join(dir, FILE), `${JSON.stringify(manifest, null, 2)}\n`, 0o600);
}

/** Reads a backup's manifest; throws saying so where the folder holds no backup. */
export async function readManifest(dir: string): Promise<BackupManifest> {
  const text = await readFile(join(dir, FILE), "utf8").catch((cause: Error) => {
    throw new Error(`${dir} holds no backup, or one that was not finished: ${cause.message}`, { cause });
  });
  const parsed = BackupManifest.safeParse(JSON.parse(text));
  if (!parsed.success) throw new Error(`${join(dir, FILE)} cannot be read: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
