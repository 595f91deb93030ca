/** The part of a bucket that is written to. */
export type WritableBucket = Pick<R2Bucket, "put">;

/** Facts about a raw-log object, kept as its metadata. */
export interface RawLogEntry {
  region: string;
  /** Epoch ms at which the oldest of the chunks was received. */
  receivedAt: number;
  /** Names the object: the same chunks together make the same name. */
  id: string;
  chunkIds: string[];
}

/**
 * Writes received rows to the raw log, from which ClickHouse can be rebuilt. `rows` are gzip members; put one after the other
 * they are one gzip file. Writing the same entry again replaces the object by an equal one.
 */
export async function writeRawLog(bucket: WritableBucket, entry: RawLogEntry, rows: Uint8Array[]): Promise<void> {
  const hour = new Date(entry.receivedAt).toISOString().slice(0, 13).replace("T", "-").replaceAll("-", "/");
  await bucket.put(`raw/${entry.region}/${hour}/${entry.id}.ndjson.gz`, new Blob(rows as Uint8Array<ArrayBuffer>[]), {
    httpMetadata: { contentType: "application/x-ndjson", contentEncoding: "gzip" },
    customMetadata: { chunks: String(entry.chunkIds.length) },
  });
}

/** Why a message could not be stored. */
export interface DeadLetter {
  region: string;
  messageId: string;
  /** Epoch ms at which the queue took the message. */
  queuedAt: number;
  reason: string;
}

/** Parks a message that cannot be stored, byte for byte, so that nothing is lost and it can be replayed. */
export async function parkDeadLetter(bucket: WritableBucket, letter: DeadLetter, message: Uint8Array): Promise<void> {
  const day = new Date(letter.queuedAt).toISOString().slice(0, 10).replaceAll("-", "/");
  await bucket.put(`dead-letters/${letter.region}/${day}/${letter.messageId}.chunk`, message, {
    customMetadata: { reason: letter.reason.slice(0, 500), queued_at: String(letter.queuedAt) },
  });
}
