import { Readable } from "node:stream";
import { askClickHouse, type ClickHouseEndpoint, ClickHouseError } from "../../local/engines/clickhouse-http.ts";

/** One region's database, as its owner. */
export type RegionDatabase = ClickHouseEndpoint & { database: string };

/** A column as it is backed up. */
export interface Column {
  name: string;
  type: string;
}

/** The rows of a question. */
export async function ask<Row>(endpoint: RegionDatabase, sql: string): Promise<Row[]> {
  const settings = { output_format_json_quote_64bit_integers: "1" };
  const text = await askClickHouse(endpoint, `${sql}\nFORMAT JSONEachRow`, settings);
  return text.split("\n").filter(Boolean).map((line) => JSON.parse(line) as Row);
}

/** Tables that hold rows themselves; views fill them, and are part of the schema. */
export async function listRegionTables(endpoint: RegionDatabase): Promise<string[]> {
  const rows = await ask<{ name: string }>(
    endpoint,
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%MergeTree'
     AND name NOT LIKE '.%' AND name NOT LIKE 'backup\\_%' AND name NOT IN ('schema_migrations', 'archive_checks') ORDER BY name`,
  );
  return rows.map(({ name }) => name);
}

/** The columns of a table that hold data of their own. */
export async function listColumns(endpoint: RegionDatabase, table: string): Promise<Column[]> {
  return await ask<Column>(
    endpoint,
    `SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = ${quoteText(table)}
     AND default_kind NOT IN ('MATERIALIZED', 'ALIAS', 'EPHEMERAL') ORDER BY position`,
  );
}

/** Counts and hashes a table's rows, duplicates that are still to be merged included. */
export async function readRegionContent(
  endpoint: RegionDatabase,
  table: string,
  columns: Column[],
): Promise<{ rows: number; checksum: string }> {
  // A state's bytes depend on how it came about; what it amounts to does not.
  const values = columns.map(({ name, type }) =>
    type.includes("AggregateFunction(") && !type.startsWith("Simple")
      ? `finalizeAggregation(${quoteName(name)})`
      : quoteName(name)
  );
  const [row] = await ask<{ n: string; checksum: string }>(
    endpoint,
    `SELECT count() AS n, toString(sum(cityHash64(toString(tuple(${values.join(", ")}))))) AS checksum
     FROM ${quoteName(table)}`,
  );
  return { rows: Number(row?.n ?? 0), checksum: row?.checksum ?? "0" };
}

/** The rows of a table as ClickHouse writes them for itself. */
export async function openNative(endpoint: RegionDatabase, table: string, columns: Column[]): Promise<Readable> {
  const list = columns.map(({ name }) => quoteName(name)).join(", ");
  const response = await send(endpoint, { query: `SELECT ${list} FROM ${quoteName(table)} FORMAT Native` });
  if (response.body === null) throw new Error("ClickHouse answered a table without a body");
  return Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
}

/** Puts rows of {@link openNative} into a table, each as it is. */
export async function insertNative(
  endpoint: RegionDatabase,
  table: string,
  columns: string[],
  rows: Readable,
): Promise<void> {
  const response = await send(endpoint, {
    query: `INSERT INTO ${quoteName(table)} (${columns.map(quoteName).join(", ")}) FORMAT Native`,
    // What would be merged later is not to be merged on the way.
    settings: { optimize_on_insert: "0", insert_deduplicate: "0", async_insert: "0" },
    body: Readable.toWeb(rows) as ReadableStream,
  });
  await response.text();
}

async function send(
  endpoint: RegionDatabase,
  { query, settings = {}, body }: { query: string; settings?: Record<string, string>; body?: ReadableStream },
): Promise<Response> {
  const url = new URL(endpoint.url);
  url.searchParams.set("database", endpoint.database);
  url.searchParams.set("query", query);
  for (const [name, value] of Object.entries(settings)) url.searchParams.set(name, value);
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "X-ClickHouse-User": endpoint.username,
      "X-ClickHouse-Key": endpoint.password,
      // A kept connection would hold up an embedded engine when it stops.
      Connection: "close",
    },
    ...(body === undefined ? {} : { body }),
  });
  if (!response.ok) throw new ClickHouseError(query, await response.text());
  return response;
}

export function quoteName(name: string): string {
  return `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;
}

export function quoteText(text: string): string {
  return `'${text.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}
