import { resolve } from "node:path";
import { type Region, REGIONS } from "../../contract/tenant.ts";
import { SUPERUSER } from "../../local/engines/postgres-cluster.ts";
import { loadSecrets } from "../../local/engines/secrets.ts";
import { chooseTargets } from "../migrate/choose-targets.ts";
import { reachStores } from "../migrate/reach-stores.ts";
import type { MigrationTargets } from "../migrate/run.ts";
import type { RegionDatabase } from "./clickhouse-tables.ts";

/** Every database, as logins that see all of it. */
export interface WholeStores {
  postgresUrl: string;
  clickhouse: Record<Region, RegionDatabase>;
  /** The same databases, as their owners, for bringing their schema to a version. */
  targets: MigrationTargets;
  close(): Promise<void>;
}

/**
 * Finds the databases as `migrate` does. The embedded Postgres is asked as its superuser; elsewhere `BACKUP_DATABASE_URL`
 * names a login that row-level security keeps nothing from.
 */
export async function reachWhole(dataDir: string, log: (line: string) => void): Promise<WholeStores> {
  const { stores, close } = await reachStores(resolve(dataDir), log);
  try {
    const targets = chooseTargets({ store: "all", region: "all" }, stores);
    const { BACKUP_DATABASE_URL: named, DATABASE_URL: external } = process.env;
    const { postgresUrl = "" } = targets;
    const clickhouse = Object.fromEntries(REGIONS.map((region) => {
      const endpoint = targets.clickhouse?.[region];
      if (endpoint === undefined) throw new Error(`ClickHouse of ${region} is not known`);
      return [region, endpoint];
    })) as Record<Region, RegionDatabase>;
    const whole = named ?? external ?? await asSuperuser(postgresUrl, dataDir);
    return { postgresUrl: whole, clickhouse, targets, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function asSuperuser(ownerUrl: string, dataDir: string): Promise<string> {
  const { postgres_superuser } = await loadSecrets(resolve(dataDir));
  const url = new URL(ownerUrl);
  url.username = SUPERUSER;
  url.password = postgres_superuser;
  return url.href;
}
