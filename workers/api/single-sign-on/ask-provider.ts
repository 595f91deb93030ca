import { AppError } from "../../../contract/problem.ts";
import { fetchOutgoing, refuseOutgoingUrl } from "../../../contract/outgoing-url.ts";
import type { ApiConfig } from "../config.ts";

const TIMEOUT_MS = 8_000;
const MAX_BYTES = 512 * 1024;

/** Whether identity providers on one's own machine may be asked. */
export type ProviderReach = Pick<ApiConfig, "loopbackProviders">;

/** Asks an identity provider: public HTTPS addresses only, no redirects, and an answer of bounded size and time. */
export async function askProvider(config: ProviderReach, url: string, init: RequestInit = {}): Promise<Response> {
  const { redirect: _redirect, ...rest } = init;
  const response = await fetchOutgoing(url, rest, TIMEOUT_MS, { loopback: config.loopbackProviders });
  return new Response(await readBounded(response), { status: response.status, headers: response.headers });
}

/** Throws VAL_INVALID_FORMAT for an address of a provider that nobody may be sent to, or asked at. */
export function requireProviderUrl(config: ProviderReach, url: string, what: string): void {
  const refusal = refuseOutgoingUrl(url, { loopback: config.loopbackProviders });
  if (refusal !== undefined) throw new AppError("VAL_INVALID_FORMAT", `${what} ${refusal}.`);
}

async function readBounded(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > MAX_BYTES) throw new TypeError(`an identity provider answered more than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
