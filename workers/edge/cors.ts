const METHODS = "POST, OPTIONS";
const HEADERS = [
  "authorization",
  "content-encoding",
  "content-type",
  "idempotency-key",
  // What instrumented pages add to every request.
  "traceparent",
  "tracestate",
  "x-api-key",
  "x-fleetglass-sdk",
  "x-request-id",
].join(", ");
const EXPOSED = "ratelimit-limit, ratelimit-remaining, ratelimit-reset, retry-after, x-request-id";
const DAY_SECONDS = 86_400;

/**
 * Lets browsers on any site post events: a key is the only credential there, cookies are never read on these paths.
 * Answers the preflight itself.
 */
export async function withCors(request: Request, handle: () => Promise<Response>): Promise<Response> {
  if (request.method === "OPTIONS") {
    return new Response(null, {
      status: 204,
      headers: {
        "access-control-allow-origin": "*",
        "access-control-allow-methods": METHODS,
        "access-control-allow-headers": HEADERS,
        "access-control-max-age": String(DAY_SECONDS),
      },
    });
  }
  const response = await handle();
  response.headers.set("access-control-allow-origin", "*");
  response.headers.set("access-control-expose-headers", EXPOSED);
  return response;
}
