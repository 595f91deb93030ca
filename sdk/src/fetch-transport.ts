import { isBrowser, MOST_KEEPALIVE_BYTES } from "./runtime.ts";
import { byteLength } from "./seal-event.ts";
import { type Answer, GZIP_FROM_BYTES, MOST_ANSWER_BYTES, type Transport } from "./transport.ts";

let keptAliveBytes = 0;

/** How many bytes more may outlive the page now. */
export function keepaliveRoom(): number {
  return MOST_KEEPALIVE_BYTES - keptAliveBytes;
}

/** As much of `fetch` as is used. */
export type FetchLike = (url: string, init: {
  method: string;
  headers: Record<string, string>;
  // A host's own function may have any type here; `fetch` itself fits.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
  redirect: "manual";
  keepalive?: boolean;
  // oxlint-disable-next-line typescript/no-explicit-any
  signal: any;
}) => Promise<FetchedResponse>;

/** As much of a `Response` as is used. */
export interface FetchedResponse {
  status: number;
  headers: { get(name: string): string | null };
  // oxlint-disable-next-line typescript/no-explicit-any
  body?: any;
  text(): Promise<string>;
}

/** Sends with `fetch`: the runtime's as it is at the time of the call, or another. */
export function fetchTransport(other?: FetchLike): Transport {
  return ({ url, headers, body, gzip, isLeaving, signal }) => {
    const request: FetchLike = other ?? fetch;
    const send = async (payload: string | ArrayBuffer, encoding?: Record<string, string>): Promise<Answer> => {
      const bytes = typeof payload === "string" ? byteLength(payload) : payload.byteLength;
      const kept = isBrowser() && bytes <= keepaliveRoom() ? bytes : 0;
      keptAliveBytes += kept;
      try {
        return await readAnswer(
          await request(url, {
            method: "POST",
            headers: { ...headers, ...encoding },
            body: payload,
            // Followed, a redirect could carry the key to another place and turn the POST into a GET.
            redirect: "manual",
            keepalive: kept > 0,
            signal,
          }),
        );
      } finally {
        keptAliveBytes -= kept;
      }
    };
    // While a page is being left, everything up to the request has to happen at once.
    if (!gzip || isLeaving || body.length < GZIP_FROM_BYTES || typeof CompressionStream !== "function") {
      return send(body);
    }
    return compress(body).then((payload) => send(payload, { "content-encoding": "gzip" }), () => send(body));
  };
}

async function compress(text: string): Promise<ArrayBuffer> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return await new Response(stream).arrayBuffer();
}

async function readAnswer(response: FetchedResponse): Promise<Answer> {
  return {
    status: response.status,
    retryAfter: response.headers.get("retry-after"),
    contentType: response.headers.get("content-type"),
    // The status is the answer; a body that breaks off does not take it back.
    body: await readStart(response).catch(() => ""),
  };
}

/** The body up to a limit. What is beyond is cancelled, so that the connection is not held by it. */
async function readStart(response: FetchedResponse): Promise<string> {
  const reader = (response.body as ReadableStream<Uint8Array> | null | undefined)?.getReader?.();
  if (reader === undefined) return await response.text();
  const decoder = new TextDecoder();
  let text = "";
  while (text.length < MOST_ANSWER_BYTES) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  void reader.cancel().catch(() => {});
  return text;
}
