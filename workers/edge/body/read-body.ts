import { gunzipSync } from "node:zlib";
import { LIMITS } from "../../../contract/limits.ts";
import { AppError } from "../../../contract/problem.ts";

/** A usual body is inflated into one piece of memory. */
const INFLATED_BYTES = 64 * 1024;

/**
 * The decoded bytes of a request's body, gunzipped where it says so. Reading stops at the limit, so a small body that would
 * inflate to gigabytes costs no more than one at the limit.
 */
export async function readBody(request: Request): Promise<Uint8Array> {
  const { headers } = request;
  const isGzip = saysGzip(headers.get("content-encoding"));
  const declared = Number(headers.get("content-length") ?? 0);
  if (declared > LIMITS.bodyBytes) throw tooLarge();
  // With a stated length the runtime reads no more than that, in one go.
  const bytes = declared > 0 ? new Uint8Array(await request.arrayBuffer()) : await collect(request.body);
  return isGzip ? inflate(bytes) : bytes;
}

function saysGzip(header: string | null): boolean {
  const encoding = header?.trim().toLowerCase() || "identity";
  if (encoding === "identity") return false;
  // RFC 9110 calls `x-gzip` another name of gzip.
  if (encoding === "gzip" || encoding === "x-gzip") return true;
  throw new AppError("UNSUPPORTED_MEDIA_TYPE", `Content-Encoding ${encoding} is not supported; send gzip or nothing.`);
}

async function collect(stream: ReadableStream<Uint8Array> | null): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream ?? []) {
    length += part.length;
    if (length > LIMITS.bodyBytes) throw tooLarge();
    parts.push(part);
  }
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** In one call: a stream hands over pieces of a few KB, each of which costs a turn of the event loop. */
function inflate(bytes: Uint8Array): Uint8Array {
  try {
    const { buffer, byteOffset, length } = gunzipSync(bytes, {
      chunkSize: INFLATED_BYTES,
      maxOutputLength: LIMITS.bodyBytes,
    });
    return new Uint8Array(buffer, byteOffset, length);
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge();
    throw new AppError("MALFORMED_BODY", "The body is not valid gzip.", { cause });
  }
}

function tooLarge(): AppError {
  return new AppError(
    "BODY_TOO_LARGE",
    `The decoded body is larger than ${LIMITS.bodyBytes} bytes; send smaller batches.`,
  );
}
