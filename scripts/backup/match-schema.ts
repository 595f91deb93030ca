import { REGIONS } from "../../contract/tenant.ts";
import { migrateDown, migrateUp, type MigrationTargets, readStatus } from "../migrate/run.ts";
import type { BackedUpStore, BackupManifest } from "./manifest.ts";

/**
 * Brings the schema of every database to the versions that a backup was made under, so that its rows fit and later
 * migrations find them as they expect. What is in tables that these versions do not know goes.
 */
export async function matchSchema(
  targets: MigrationTargets,
  manifest: BackupManifest,
  log: (line: string) => void,
): Promise<void> {
  await matchStore({ postgresUrl: targets.postgresUrl ?? "" }, manifest.postgres, log);
  for (const region of REGIONS) {
    const endpoint = targets.clickhouse?.[region];
    if (endpoint === undefined) continue;
    await matchStore({ clickhouse: { [region]: endpoint } }, manifest.clickhouse[region], log);
  }
}

async function matchStore(targets: MigrationTargets, { migrations }: BackedUpStore, log: (line: string) => void) {
  const last = migrations.at(-1)?.id ?? "0000";
  const readApplied = async () => (await readStatus({ targets })).flatMap(({ applied }) => applied);
  const before = await readApplied();
  if (before.some(({ id }) => id > last)) await migrateDown({ targets, target: last, log });
  await migrateUp({ targets, target: last, log });
  const applied = new Map((await readApplied()).map(({ id, checksum }) => [id, checksum]));
  const other = migrations.filter(({ id, checksum }) => applied.get(id) !== checksum);
  if (other.length === 0) return;
  const names = other.map(({ id, name }) => `${id}_${name}`).join(", ");
  throw new Error(`The backup was made under other migrations than this checkout has: ${names}`);
}
