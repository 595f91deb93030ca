import { createClient } from "@clickhouse/client-web";
import type { ExportFormat } from "../../contract/exports.ts";
import type { RegionAccess } from "./ask-region.ts";
import { EXPORT_SETTINGS, exportCount, exportQuery, type ExportTask } from "./export-query.ts";
import { ORG_HEADER, type TenantQuery } from "./tenant-query.ts";

const TIMEOUT_MS = 30 * 60_000;

/** The file of an export as ClickHouse writes it, from its beginning on. Nothing of it is held here. */
export async function openExport(
  access: RegionAccess,
  task: ExportTask,
  format: ExportFormat,
  { limit, signal }: { limit?: number; signal?: AbortSignal } = {},
): Promise<ReadableStream<Uint8Array>> {
  const { stream } = await send(access, exportQuery(task, format, limit), signal);
  return stream;
}

/** How many rows an export has. */
export async function countExport(access: RegionAccess, task: ExportTask, signal?: AbortSignal): Promise<number> {
  const query = exportCount(task);
  const { stream } = await send(access, query, signal, " FORMAT TSV");
  return Number(await new Response(stream).text());
}

async function send(
  { url, database, user, password }: RegionAccess,
  query: TenantQuery<unknown>,
  signal: AbortSignal | undefined,
  ending = "",
): Promise<{ stream: ReadableStream<Uint8Array> }> {
  const client = createClient({
    url,
    database,
    username: user,
    password,
    application: "fleetglass-export",
    request_timeout: TIMEOUT_MS,
    // A long sort says that it goes on, so that nothing on the way takes it for dead.
    clickhouse_settings: { send_progress_in_http_headers: 1, http_headers_progress_interval_ms: "20000" },
  });
  const { stream } = await client.exec({
    query: `${query.text}${ending}`,
    query_params: query.params,
    clickhouse_settings: { ...EXPORT_SETTINGS },
    http_headers: { [ORG_HEADER]: query.tenant.orgId },
    ...(signal === undefined ? {} : { abort_signal: signal }),
  });
  return { stream: stream as ReadableStream<Uint8Array> };
}
