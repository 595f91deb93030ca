import { gzipSync } from "node:zlib";
import type { WarningKind, WarningState } from "../../contract/ingestion-warning.ts";
import { insertInto, type InsertResult, type InsertTarget } from "./insert-rows.ts";

/** An ingestion warning as it is stored. Times are epoch ms. */
export interface WarningRecord {
  orgId: string;
  /** The same warning written again has the same id, and the one with the latest `updatedAt` holds. */
  id: string;
  kind: WarningKind;
  code: string;
  state: WarningState;
  at: number;
  updatedAt: number;
  count: number;
  detail: string;
  /** Empty when nothing was parked. */
  objectKey: string;
  requestId: string;
}

/** Writes warnings down. Writing them again changes nothing. */
export async function insertWarnings(target: InsertTarget, warnings: readonly WarningRecord[]): Promise<InsertResult> {
  if (warnings.length === 0) return { outcome: "stored" };
  const lines = warnings.map((warning) =>
    JSON.stringify({
      org_id: warning.orgId,
      warning_id: warning.id,
      kind: warning.kind,
      code: warning.code,
      state: warning.state,
      at: new Date(warning.at).toISOString(),
      updated_at: new Date(warning.updatedAt).toISOString(),
      count: warning.count,
      detail: warning.detail,
      object_key: warning.objectKey,
      request_id: warning.requestId,
    })
  );
  return await insertInto("ingestion_warnings", target, [gzipSync(lines.join("\n"))], crypto.randomUUID());
}
