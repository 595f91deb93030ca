import type { Region } from "../../../contract/tenant.ts";
import type { InsertTarget } from "../../../stores/clickhouse/insert-rows.ts";

/** What replaying in one region needs. */
export interface OperatorPorts {
  region: Region;
  clickhouse: InsertTarget;
  /** Holds the raw log and the parked messages. */
  bucket: Pick<R2Bucket, "list" | "get" | "delete">;
  /** Puts a message on the region's queue; resolves once the queue has taken it. */
  enqueue(message: Uint8Array): Promise<unknown>;
}

/** A step's period in epoch ms; `to` is exclusive. */
export function periodOf({ from, to }: { from?: string | undefined; to: string }): { from: number; to: number } {
  return { from: from === undefined ? 0 : Date.parse(from), to: Date.parse(to) };
}
