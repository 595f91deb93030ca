import type { WarningKind, WarningState } from "../../contract/ingestion-warning.ts";
import type { EventReader } from "./event-reader.ts";
import type { WarningRecord } from "./insert-warnings.ts";
import { warningQuery, type WarningTenant } from "./tenant-query.ts";

/** Where a page of warnings ends: time (epoch ms) and id of its last one. */
export interface WarningPosition {
  at: number;
  id: string;
}

/** Which of a tenant's warnings are asked for. */
export interface WarningPage {
  kind: WarningKind | undefined;
  after: WarningPosition | null;
  limit: number;
}

type StoredWarning = Omit<WarningRecord, "orgId" | "updatedAt">;

interface Row {
  warning_id: string;
  kind: WarningKind;
  code: string;
  state: WarningState;
  at_ms: string | number;
  count: number;
  detail: string;
  object_key: string;
  request_id: string;
}

/** A tenant's ingestion warnings, the newest first, from after a position on. */
export async function readWarnings(
  reader: EventReader,
  tenant: WarningTenant,
  { kind, after, limit }: WarningPage,
  signal: AbortSignal,
): Promise<StoredWarning[]> {
  const conditions = [
    ...(kind === undefined ? [] : ["kind = {kind:String}"]),
    ...(after === null ? [] : ["(at_ms, warning_id) < ({after_at:Int64}, {after_id:String})"]),
  ];
  const query = warningQuery<Row>(
    tenant,
    (warnings) =>
      `SELECT warning_id, kind, code, state, toUnixTimestamp64Milli(at) AS at_ms, count, detail, object_key, request_id
FROM ${warnings} ${conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`}
ORDER BY at_ms DESC, warning_id DESC LIMIT {page_limit:UInt32}`,
    {
      page_limit: limit,
      ...(kind === undefined ? {} : { kind }),
      ...(after === null ? {} : { after_at: after.at, after_id: after.id }),
    },
  );
  return (await reader.rows(query, signal)).map((row) => ({
    id: row.warning_id,
    kind: row.kind,
    code: row.code,
    state: row.state,
    at: Number(row.at_ms),
    count: row.count,
    detail: row.detail,
    objectKey: row.object_key,
    requestId: row.request_id,
  }));
}
