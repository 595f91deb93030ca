import type { ReplayProgress, ReplayStep } from "../../../contract/replay.ts";
import { listRawLog, type RawLogObject } from "../../../stores/archive/raw-log.ts";
import { insertRows, type InsertTarget } from "../../../stores/clickhouse/insert-rows.ts";
import { log } from "../log.ts";
import { type OperatorPorts, periodOf } from "./operator-ports.ts";

/**
 * Inserts a page of the raw log into ClickHouse. A row that is there already replaces itself, so a step may be taken any number
 * of times. Chunks that ClickHouse refuses are left out: they lie among the dead letters.
 */
export async function replayRaw(ports: OperatorPorts, step: ReplayStep): Promise<ReplayProgress> {
  const { region, bucket, clickhouse } = ports;
  const page = await listRawLog(bucket, { region, ...periodOf(step), after: step.cursor, limit: step.limit });
  let refused = 0;
  for (const object of step.dry_run ? [] : page.objects) {
    const body = await bucket.get(object.key);
    // The log's oldest hours may expire while they are read.
    if (body === null) continue;
    refused += await insertObject(clickhouse, object, new Uint8Array(await body.arrayBuffer()));
  }
  return {
    objects: page.objects.length,
    chunks: page.objects.reduce((sum, { lengths }) => sum + lengths.length, 0),
    refused,
    bytes: page.objects.reduce((sum, { bytes }) => sum + bytes, 0),
    last_key: page.lastKey,
    next_cursor: page.hasMore ? page.lastKey : null,
  };
}

/** Inserts an object's rows; answers how many of its chunks ClickHouse refuses. */
async function insertObject(clickhouse: InsertTarget, object: RawLogObject, bytes: Uint8Array): Promise<number> {
  const refused = await insertParts(clickhouse, splitParts(bytes, object.lengths));
  if (refused > 0) log("warn", "chunks of the raw log refused", { object_key: object.key, chunks: refused });
  return refused;
}

/** Halves what is refused until the bad chunks stand alone. */
async function insertParts(clickhouse: InsertTarget, parts: Uint8Array[]): Promise<number> {
  // A token of its own: ClickHouse still remembers those of the first insert, and would take rows that were lost for repeats.
  const result = await insertRows(clickhouse, parts, crypto.randomUUID());
  if (result.outcome === "stored") return 0;
  if (result.outcome === "unavailable") throw new Error(`ClickHouse did not take the rows: ${result.message}`);
  if (parts.length === 1) return 1;
  const middle = Math.ceil(parts.length / 2);
  return await insertParts(clickhouse, parts.slice(0, middle)) + await insertParts(clickhouse, parts.slice(middle));
}

function splitParts(bytes: Uint8Array, lengths: number[]): Uint8Array[] {
  let at = 0;
  return lengths.map((length) => bytes.subarray(at, at += length));
}
