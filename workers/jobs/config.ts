import * as z from "zod/mini";
import { type Region, REGIONS } from "../../contract/tenant.ts";
import type { RegionAccess } from "../../stores/clickhouse/ask-region.ts";

const filled = z.string().check(z.minLength(1));
const Config = z.object({
  REGION: z.enum(REGIONS),
  JURISDICTIONS: z.enum(["on", "off"]),
  DATABASE_URL: z.url(),
  ERASURE_PAUSE_SECONDS: z.coerce.number().check(z.minimum(1), z.maximum(3_600)),
  NEON_FETCH_ENDPOINT: z.string(),
  CLICKHOUSE_URL: z.url(),
  CLICKHOUSE_DATABASE: filled,
  CLICKHOUSE_USER: filled,
  CLICKHOUSE_PASSWORD: filled,
  CLICKHOUSE_EXPORT_USER: filled,
  CLICKHOUSE_EXPORT_PASSWORD: filled,
});

/** The jobs' settings, as their code uses them. */
export interface JobsConfig {
  region: Region;
  /** Whether an EU organisation's live object lies under the EU jurisdiction. */
  jurisdictions: boolean;
  /** Between the two passes of an erasure. */
  erasurePauseMs: number;
  databaseUrl: string;
  neonFetchEndpoint: string;
  /** As the user that may change the region's tables. */
  clickhouse: RegionAccess;
  /** As the user that may only read, and of tenants' rows those of one organisation. */
  exporter: RegionAccess;
}

/** Parses variables and secrets; throws naming what is missing or wrong. */
export function jobsConfig(env: JobsEnv): JobsConfig {
  const result = Config.safeParse(env);
  if (!result.success) {
    const names = result.error.issues.map(({ path }) => path.join("."));
    throw new Error(`jobs configuration is missing or wrong: ${names.join(", ")}`);
  }
  const vars = result.data;
  const server = { url: vars.CLICKHOUSE_URL, database: vars.CLICKHOUSE_DATABASE };
  return {
    region: vars.REGION,
    jurisdictions: vars.JURISDICTIONS === "on",
    erasurePauseMs: vars.ERASURE_PAUSE_SECONDS * 1_000,
    databaseUrl: vars.DATABASE_URL,
    neonFetchEndpoint: vars.NEON_FETCH_ENDPOINT,
    clickhouse: { ...server, user: vars.CLICKHOUSE_USER, password: vars.CLICKHOUSE_PASSWORD },
    exporter: { ...server, user: vars.CLICKHOUSE_EXPORT_USER, password: vars.CLICKHOUSE_EXPORT_PASSWORD },
  };
}
