/** The part of a bucket that takes streams. */
export type StreamBucket = Pick<R2Bucket, "put" | "createMultipartUpload">;

/** R2 wants parts of one size, 5 MiB at least, of which one is in memory. https://developers.cloudflare.com/r2/objects/multipart-objects/ */
const PART_BYTES = 8 * 1024 * 1024;

/** Options of {@link putStream}. */
export interface PutStreamOptions extends Pick<R2PutOptions, "httpMetadata" | "customMetadata"> {
  /** Told the bytes so far after each part; throwing ends the upload and leaves nothing behind. */
  onPart?: (bytes: number) => Promise<void>;
}

/**
 * Stores a stream of any length under a key, holding one part of it in memory. The object is there whole or not at all, and
 * replaces one that was there. Answers its length.
 */
export async function putStream(
  bucket: StreamBucket,
  key: string,
  stream: ReadableStream<Uint8Array>,
  { onPart = () => Promise.resolve(), ...metadata }: PutStreamOptions = {},
): Promise<number> {
  const parts = cutParts(stream);
  const { value: first = new Uint8Array() } = await parts.next();
  if (first.length < PART_BYTES) {
    await bucket.put(key, first, metadata);
    await onPart(first.length);
    return first.length;
  }
  const upload = await bucket.createMultipartUpload(key, metadata);
  try {
    return await uploadParts(upload, first, parts, onPart);
  } catch (error) {
    // What cannot be taken back either expires by itself.
    await upload.abort().catch(() => {});
    throw error;
  }
}

async function uploadParts(
  upload: R2MultipartUpload,
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
  onPart: (bytes: number) => Promise<void>,
): Promise<number> {
  const uploaded = [await upload.uploadPart(1, first)];
  let bytes = first.length;
  await onPart(bytes);
  for await (const part of rest) {
    uploaded.push(await upload.uploadPart(uploaded.length + 1, part));
    bytes += part.length;
    await onPart(bytes);
  }
  await upload.complete(uploaded);
  return bytes;
}

/** Pieces of equal size; the last may be shorter. Each is there until the next is asked for: all share one buffer. */
async function* cutParts(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(PART_BYTES);
  let filled = 0;
  for await (const chunk of stream as ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>) {
    for (let at = 0; at < chunk.length;) {
      const taken = Math.min(chunk.length - at, PART_BYTES - filled);
      buffer.set(chunk.subarray(at, at + taken), filled);
      at += taken;
      filled += taken;
      if (filled < PART_BYTES) continue;
      yield buffer;
      filled = 0;
    }
  }
  if (filled > 0) yield buffer.subarray(0, filled);
}
