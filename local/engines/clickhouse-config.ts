import { createHash } from "node:crypto";
import {
  CLICKHOUSE_ACCOUNTS,
  type ClickHouseAccount,
  databaseOf,
  FILTERED_ROLES,
  grantsOf,
  ORG_FILTER,
  TENANT_TABLES,
} from "./clickhouse-access.ts";
import type { ClickHouseMemory } from "./clickhouse-memory.ts";
import type { Secrets } from "./secrets.ts";

export const READER_LIMITS = {
  max_execution_time: 30,
  max_result_rows: 1_000_000,
  max_rows_to_read: 1_000_000_000,
};

/** An export may take its time and has no end to its rows; sorting them spills to disk. */
export const EXPORT_LIMITS = {
  max_execution_time: 3_600,
};

export interface ConfigPaths {
  users: string;
  log: string;
  /** Backups may be written below this folder only. */
  backups: string;
}

/** Writes the server's own configuration. */
export function renderServerConfig(paths: ConfigPaths, memory: ClickHouseMemory): string {
  return `<clickhouse>
  <users_config>${escape(paths.users)}</users_config>
  <logger>
    <level>warning</level>
    <log>${escape(paths.log)}</log>
    <size>20M</size>
    <count>2</count>
    <console>false</console>
  </logger>
  <backups><allowed_path>${escape(paths.backups)}</allowed_path></backups>
  <max_server_memory_usage>${memory.serverBytes}</max_server_memory_usage>
  <mark_cache_size>${memory.markCacheBytes}</mark_cache_size>
  <uncompressed_cache_size>0</uncompressed_cache_size>
  <background_pool_size>4</background_pool_size>
</clickhouse>
`;
}

/** Writes the accounts, their limits, grants and row filters. */
export function renderUsersConfig(secrets: Secrets, { queryBytes, spillBytes }: ClickHouseMemory): string {
  return `<clickhouse>
  <profiles>
    <default></default>
    <bootstrap>
      <max_sessions_for_user>1</max_sessions_for_user>
      <constraints><max_sessions_for_user><const/></max_sessions_for_user></constraints>
    </bootstrap>
    <ingest>
      <max_memory_usage>${queryBytes}</max_memory_usage>
    </ingest>
    <jobs>
      <max_memory_usage>${queryBytes}</max_memory_usage>
      <max_bytes_before_external_sort>${spillBytes}</max_bytes_before_external_sort>
      <max_bytes_before_external_group_by>${spillBytes}</max_bytes_before_external_group_by>
    </jobs>
    ${renderReader("read", { ...READER_LIMITS, max_memory_usage: queryBytes })}
    ${
    renderReader("export", { ...EXPORT_LIMITS, max_memory_usage: queryBytes }, {
      max_bytes_before_external_sort: spillBytes,
    })
  }
  </profiles>
  <quotas><default></default></quotas>
  <users>
${renderBootstrapUser()}
${CLICKHOUSE_ACCOUNTS.map((account) => renderUser(account, secrets[account.secret])).join("\n")}
  </users>
</clickhouse>
`;
}

/** A profile that reads, within limits, what the row filter lets through. */
function renderReader(name: string, limits: Record<string, number>, defaults: Record<string, number> = {}): string {
  const settings = Object.entries({ ...limits, ...defaults });
  return `<${name}>
      <readonly>2</readonly>
      <allow_get_client_http_header>1</allow_get_client_http_header>
      ${settings.map(([setting, value]) => `<${setting}>${value}</${setting}>`).join("\n      ")}
      <constraints>
        <allow_get_client_http_header><const/></allow_get_client_http_header>
        ${Object.entries(limits).map(renderBound).join("\n        ")}
      </constraints>
    </${name}>`;
}

/** A reader may ask for less than its limits; zero would mean none at all. */
function renderBound([name, value]: [string, number]): string {
  return `<${name}><min>1</min><max>${value}</max></${name}>`;
}

/**
 * The engine logs itself in as `default`, and offers no way to give a password for it. Its one permitted session is
 * the engine's own for as long as it runs, so nobody else gets in; should one, the grants lead nowhere.
 */
function renderBootstrapUser(): string {
  return renderAccount("default", "<password></password>", "bootstrap", [
    "GRANT SYSTEM LISTEN, CREATE ARBITRARY TEMPORARY TABLE ON *.*",
    "GRANT TABLE ENGINE ON File",
  ]);
}

function renderUser(account: ClickHouseAccount, password: string): string {
  const digest = createHash("sha256").update(password).digest("hex");
  const profile = account.role === "admin" ? "default" : account.role;
  const extra = account.region === undefined
    ? ""
    : `<default_database>${databaseOf(account.region)}</default_database>${renderRowFilters(account)}`;
  return renderAccount(
    account.user,
    `<password_sha256_hex>${digest}</password_sha256_hex>`,
    profile,
    grantsOf(account),
    extra,
  );
}

function renderAccount(user: string, password: string, profile: string, grants: string[], extra = ""): string {
  const granted = grants.map((grant) => `<query>${escape(grant)}</query>`).join("");
  return `    <${user}>
      ${password}
      <networks><ip>127.0.0.1</ip></networks>
      <profile>${profile}</profile>
      <quota>default</quota>
      ${extra}${granted && `<grants>${granted}</grants>`}
    </${user}>`;
}

function renderRowFilters(account: ClickHouseAccount): string {
  if (!FILTERED_ROLES.includes(account.role) || account.region === undefined) return "";
  const filter = escape(ORG_FILTER);
  const tables = TENANT_TABLES.map((table) => `<${table}><filter>${filter}</filter></${table}>`).join("");
  const database = databaseOf(account.region);
  return `<databases><${database}>${tables}</${database}></databases>`;
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
