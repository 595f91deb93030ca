import { LIMITS } from "../../../contract/limits.ts";
import { AppError } from "../../../contract/problem.ts";

/**
 * The decoded bytes of a request's body, gunzipped where it says so. Reading stops at the limit, so a small body that would
 * inflate to gigabytes costs no more than one at the limit.
 */
export async function readBody(request: Request): Promise<Uint8Array> {
  const encoding = (request.headers.get("content-encoding") ?? "").trim().toLowerCase() || "identity";
  // RFC 9110 calls `x-gzip` another name of gzip.
  if (encoding !== "identity" && encoding !== "gzip" && encoding !== "x-gzip") {
    throw new AppError(
      "UNSUPPORTED_MEDIA_TYPE",
      `Content-Encoding ${encoding} is not supported; send gzip or nothing.`,
    );
  }
  const declared = Number(request.headers.get("content-length") ?? 0);
  if (declared > LIMITS.bodyBytes) throw tooLarge();
  if (request.body === null) return new Uint8Array();
  if (encoding === "identity") {
    // With a stated length the runtime reads no more than that, in one go.
    return declared > 0 ? new Uint8Array(await request.arrayBuffer()) : collect(request.body);
  }
  try {
    return await collect(request.body.pipeThrough(new DecompressionStream("gzip")));
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError("MALFORMED_BODY", "The body is not valid gzip.", { cause: error });
  }
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of stream) {
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

function tooLarge(): AppError {
  return new AppError(
    "BODY_TOO_LARGE",
    `The decoded body is larger than ${LIMITS.bodyBytes} bytes; send smaller batches.`,
  );
}
