import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { gunzipSync } from "node:zlib";

/** One request as it came. */
export interface SeenRequest {
  method: string;
  path: string;
  headers: IncomingMessage["headers"];
  /** Bytes on the wire. */
  bytes: number;
  /** The body, decoded. */
  text: string;
  events: Record<string, unknown>[];
  at: number;
}

/** Answers a request, or does not. */
export type Behaviour = (response: ServerResponse, request: SeenRequest, socket: Socket) => void;

/** A service that behaves badly on purpose, and remembers everything. */
export interface ChaosServer {
  url: string;
  requests: SeenRequest[];
  /** Ids of acknowledged events → how often each was. */
  acknowledged: Map<string, number>;
  /** What the next requests meet, in order; the last one goes on. */
  behave(...behaviours: Behaviour[]): void;
  close(): Promise<void>;
}

/** A plain answer. */
export function answer(status: number, body: unknown = {}, headers: Record<string, string> = {}): Behaviour {
  return (response) => {
    const text = typeof body === "string" ? body : JSON.stringify(body);
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
  };
}

/** Takes all events, as the service does. */
export const take: Behaviour = (response, { events }) =>
  answer(202, { accepted: events.length, rejected: 0, duplicates: 0, batch_id: "bat_1", errors: [] })(
    response,
    undefined as never,
    undefined as never,
  );

/** The ways in which a service, or what is between, can fail. */
export const FAULTS = {
  slow: (response, request, socket) => setTimeout(() => take(response, request, socket), 150),
  overloaded: answer(503, { code: "INGEST_UNAVAILABLE" }, { "retry-after": "0" }),
  limited: answer(429, { code: "RATE_LIMITED" }, { "retry-after": "0" }),
  broken: answer(500, "<html>oops</html>", { "content-type": "text/html" }),
  reset: (_response, _request, socket) => socket.destroy(),
  resetByPeer: (_response, _request, socket) => socket.resetAndDestroy(),
  halfClosed: (response, _request, socket) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("{");
    socket.destroy();
  },
  garbage: (_response, _request, socket) => {
    socket.end("NOT HTTP AT ALL\r\n\r\n");
  },
  silent: () => {},
  portal: answer(200, "<html>Sign in to the network</html>", { "content-type": "text/html" }),
  redirected: answer(302, "", { location: "http://127.0.0.1:1/elsewhere" }),
} as const satisfies Record<string, Behaviour>;

/** Starts one on a free port. */
export async function startChaosServer(): Promise<ChaosServer> {
  const requests: SeenRequest[] = [];
  const acknowledged = new Map<string, number>();
  let behaviours: Behaviour[] = [take];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("error", () => {});
    request.on("data", (part: Buffer) => parts.push(part)).on("end", () => {
      const seen = describe(request, Buffer.concat(parts));
      if (allowCors(request, response)) return;
      requests.push(seen);
      response.on("finish", () => {
        if (response.statusCode !== 202) return;
        for (const { event_id: id } of seen.events) {
          acknowledged.set(String(id), (acknowledged.get(String(id)) ?? 0) + 1);
        }
      });
      const behaviour = behaviours.length > 1 ? behaviours.shift() : behaviours[0];
      behaviour?.(response, seen, request.socket);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    acknowledged,
    behave: (...next) => {
      behaviours = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function describe({ method = "", url = "", headers }: IncomingMessage, body: Buffer): SeenRequest {
  const text = headers["content-encoding"] === "gzip" ? gunzipSync(body).toString() : body.toString();
  let events: SeenRequest["events"] = [];
  try {
    events = (JSON.parse(text) as { events: SeenRequest["events"] }).events;
  } catch {
    // A preflight, or something that a test wants to see as it is.
  }
  return { method, path: url, headers, bytes: body.length, text, events, at: performance.now() };
}

/** As the edge does for browsers. */
function allowCors(request: IncomingMessage, response: ServerResponse): boolean {
  response.setHeader("access-control-allow-origin", "*");
  response.setHeader("access-control-expose-headers", "retry-after, x-request-id");
  if (request.method !== "OPTIONS") return false;
  response.setHeader("access-control-allow-methods", "POST, OPTIONS");
  response.setHeader(
    "access-control-allow-headers",
    "authorization, content-type, content-encoding, idempotency-key, x-api-key, x-fleetglass-sdk, x-request-id",
  );
  response.writeHead(204).end();
  return true;
}
