import type { Region } from "../../contract/tenant.ts";
import {
  CLICKHOUSE_ACCOUNTS,
  type ClickHouseAccount,
  databaseOf,
  FILTERED_ROLES,
  grantsOf,
  ORG_FILTER,
  TENANT_TABLES,
} from "../../local/engines/clickhouse-access.ts";
import { EXPORT_LIMITS, READER_LIMITS } from "../../local/engines/clickhouse-config.ts";

/**
 * The statements that give a region's logins in a ClickHouse of one's own what they have in the embedded one: users, limits,
 * grants, and the row filter on every table of tenants. Running them again changes nothing. `{password}` is to be filled in.
 */
export function renderAccess(region: Region): string[] {
  return CLICKHOUSE_ACCOUNTS.filter((account) => account.region === region).flatMap((account) => [
    `CREATE USER IF NOT EXISTS ${account.user} IDENTIFIED WITH sha256_password BY '{password}'` +
    ` DEFAULT DATABASE ${databaseOf(region)}${renderSettings(account)}`,
    ...grantsOf(account).map((grant) => `${grant} TO ${account.user}`),
    ...renderRowPolicies(account, region),
  ]);
}

/** Each filter is its user's alone; a table that has any filter shows nothing to readers that have none. */
function renderRowPolicies({ user, role }: ClickHouseAccount, region: Region): string[] {
  if (!FILTERED_ROLES.includes(role)) return [];
  return TENANT_TABLES.map((table) =>
    `CREATE ROW POLICY OR REPLACE ${user} ON ${databaseOf(region)}.${table} FOR SELECT USING ${ORG_FILTER} TO ${user}`
  );
}

function renderSettings({ role }: ClickHouseAccount): string {
  if (!FILTERED_ROLES.includes(role)) return "";
  const limits = Object.entries(role === "read" ? READER_LIMITS : EXPORT_LIMITS);
  const settings = [
    "readonly = 2",
    "allow_get_client_http_header = 1 CONST",
    // A reader may ask for less; zero would mean no limit at all.
    ...limits.map(([name, value]) => `${name} = ${value} MIN 1 MAX ${value}`),
  ];
  return ` SETTINGS ${settings.join(", ")}`;
}
