import { type Region, REGIONS } from "../../contract/tenant.ts";
import type { SecretName } from "./secrets.ts";

/** Tables whose rows belong to one organisation and come from outside. */
const INSERTED_TABLES = ["events", "ingestion_warnings"] as const;

/** Tables whose rows belong to one organisation: readers see only these, and of these only their own rows. */
export const TENANT_TABLES = [
  ...INSERTED_TABLES,
  "rolled_hours",
  "rolled_days",
  "types_hourly",
  "types_daily",
  "agents_hourly",
  "agents_daily",
  "teams_hourly",
  "teams_daily",
  "metrics_hourly",
  "metrics_daily",
  "sessions_hourly",
  "sessions_daily",
  "session_models_hourly",
  "session_models_daily",
] as const;

/** Carries the organisation that a reader's query speaks for. */
export const ORG_HEADER = "X-Org-Id";

/** Which rows a reader's query sees: those of the organisation that it speaks for. */
export const ORG_FILTER = `org_id = getClientHTTPHeader('${ORG_HEADER}')`;

/** Roles that speak for one organisation at a time. */
export const FILTERED_ROLES: readonly ClickHouseAccount["role"][] = ["read", "export"];

export function databaseOf(region: Region): string {
  return `fleetglass_${region}`;
}

export interface ClickHouseAccount {
  user: string;
  secret: SecretName;
  role: "admin" | "ingest" | "read" | "jobs" | "export";
  /** Missing for the account that may reach every region. */
  region?: Region;
}

/** Every account that may log in; each regional one knows only its own region's database. */
export const CLICKHOUSE_ACCOUNTS: readonly ClickHouseAccount[] = [
  { user: "fleetglass_admin", secret: "clickhouse_admin", role: "admin" },
  ...REGIONS.flatMap((region): ClickHouseAccount[] => [
    { user: `fleetglass_ingest_${region}`, secret: `clickhouse_ingest_${region}`, role: "ingest", region },
    { user: `fleetglass_read_${region}`, secret: `clickhouse_read_${region}`, role: "read", region },
    { user: `fleetglass_jobs_${region}`, secret: `clickhouse_jobs_${region}`, role: "jobs", region },
    { user: `fleetglass_export_${region}`, secret: `clickhouse_export_${region}`, role: "export", region },
  ]),
];

/** What an account may do, as GRANT statements; none means everything. */
export function grantsOf(account: ClickHouseAccount): string[] {
  if (account.region === undefined) return [];
  const database = databaseOf(account.region);
  // Jobs rewrite, sweep and check whatever is stored in their region, and see which insertions are under way.
  if (account.role === "jobs") {
    return [`GRANT SELECT, INSERT, ALTER DELETE ON ${database}.*`, "GRANT SELECT ON system.processes"];
  }
  if (account.role === "ingest") return INSERTED_TABLES.map((table) => `GRANT INSERT ON ${database}.${table}`);
  return TENANT_TABLES.map((table) => `GRANT SELECT ON ${database}.${table}`);
}
