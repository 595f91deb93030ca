import { type ListableBucket, listObjects } from "./list-objects.ts";

/** The part of a bucket that is written to. */
export type WritableBucket = Pick<R2Bucket, "put">;

/** Facts about a raw-log object, kept in its key and its metadata. */
export interface RawLogEntry {
  region: string;
  /** Epoch ms at which the oldest of the chunks was received. */
  oldestAt: number;
  /** Epoch ms at which the newest of the chunks was received. */
  newestAt: number;
  /** Names the object: the same chunks together make the same name. */
  id: string;
}

/** A raw-log object in the bucket. */
export interface RawLogObject {
  key: string;
  bytes: number;
  newestAt: number;
  /** Length in bytes of each chunk's rows, in order. */
  lengths: number[];
}

/**
 * Writes received rows to the raw log, from which ClickHouse can be rebuilt. `rows` are gzip members; put one after the other
 * they are one gzip file, and the lengths beside it tell them apart. Writing the same entry again replaces the object by an
 * equal one.
 */
export async function writeRawLog(bucket: WritableBucket, entry: RawLogEntry, rows: Uint8Array[]): Promise<void> {
  const key = `${hourPrefix(entry.region, entry.oldestAt)}${entry.id}.ndjson.gz`;
  await bucket.put(key, new Blob(rows as Uint8Array<ArrayBuffer>[]), {
    httpMetadata: { contentType: "application/x-ndjson", contentEncoding: "gzip" },
    customMetadata: {
      newest_at: String(entry.newestAt),
      lengths: rows.map((part) => part.length).join(","),
    },
  });
}

/**
 * Objects that hold chunks received in a period, after a key, oldest hour first. A chunk that waited can lie beside older
 * ones, so the listing starts earlier, by the longest that the queue holds a message.
 */
export async function listRawLog(
  bucket: ListableBucket,
  { region, from, to, after, limit }: { region: string; from: number; to: number; after: string | null; limit: number },
): Promise<{ objects: RawLogObject[]; lastKey: string | null; hasMore: boolean }> {
  const prefix = `raw/${region}/`;
  const page = await listObjects(bucket, { prefix, after: after ?? rawLogStart(region, from), limit });
  const end = hourPrefix(region, to - 1).slice(0, -1);
  const inTime = page.objects.filter(({ key }) => key.slice(0, end.length) <= end);
  return {
    objects: inTime.map(readEntry).filter(({ newestAt }) => newestAt >= from),
    lastKey: inTime.at(-1)?.key ?? null,
    hasMore: page.hasMore && inTime.length === page.objects.length,
  };
}

/** A hundred attempts with pauses of up to five minutes take less. */
const LONGEST_WAIT_MS = 12 * 3_600_000;

/** The key after which everything lies that was received from an instant (epoch ms) on. */
export function rawLogStart(region: string, from: number): string {
  return hourPrefix(region, Math.max(0, from - LONGEST_WAIT_MS));
}

function hourPrefix(region: string, at: number): string {
  const hour = new Date(at).toISOString().slice(0, 13).replace("T", "-").replaceAll("-", "/");
  return `raw/${region}/${hour}/`;
}

function readEntry({ key, size, customMetadata = {} }: R2Object): RawLogObject {
  const { newest_at, lengths } = customMetadata;
  return {
    key,
    bytes: size,
    newestAt: newest_at === undefined ? Infinity : Number(newest_at),
    lengths: lengths === undefined ? [size] : lengths.split(",").map(Number),
  };
}
