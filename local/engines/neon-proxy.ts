import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { connect } from "node:net";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { createWebSocketStream, type WebSocket, WebSocketServer } from "ws";
import { answerSql } from "./neon-sql.ts";
import { requireFreePort } from "./ports.ts";

const MAX_BODY_BYTES = 10 * 1024 * 1024;
const CONNECTIONS_PER_LOGIN = 10;

export interface NeonFacts {
  /** For `neonConfig.fetchEndpoint`. */
  sqlUrl: string;
  /** For `neonConfig.wsProxy`, with `useSecureWebSocket` and `pipelineConnect` switched off. */
  wsProxy: string;
}

export interface PostgresTarget {
  host: string;
  port: number;
}

export interface NeonOptions {
  port: number;
  /** The only PostgreSQL it leads to, whatever host a connection string names. */
  target: PostgresTarget;
}

/**
 * Speaks Neon's two protocols before a plain PostgreSQL, so that the unmodified serverless driver works inside
 * Workers: SQL over HTTP at `/sql`, and PostgreSQL's own protocol through a WebSocket at `/v2`.
 */
export async function startNeonProxy(options: NeonOptions): Promise<NeonFacts & { stop(): Promise<void> }> {
  await requireFreePort(options.port, "the Neon proxy", "--neon-port");
  const pools = new LoginPools(options.target);
  const server = createServer((request, response) => void serveSql(pools, request, response));
  const sockets = new WebSocketServer({ server, path: "/v2" });
  sockets.on("connection", (socket) => void tunnel(socket, options.target));
  await listen(server, options.port);
  return {
    sqlUrl: `http://127.0.0.1:${options.port}/sql`,
    wsProxy: `127.0.0.1:${options.port}/v2`,
    stop: async () => {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pools.close();
    },
  };
}

/** One pool of connections for each login, because PostgreSQL ties permissions to the login. */
class LoginPools {
  #pools = new Map<string, pg.Pool>();
  #target: PostgresTarget;

  constructor(target: PostgresTarget) {
    this.#target = target;
  }

  open(connectionString: string): pg.Pool {
    const url = new URL(connectionString);
    const login = {
      user: decodeURIComponent(url.username),
      password: decodeURIComponent(url.password),
      database: decodeURIComponent(url.pathname.slice(1)),
    };
    const key = JSON.stringify(login);
    const known = this.#pools.get(key);
    if (known) return known;
    const pool = new pg.Pool({ ...login, ...this.#target, max: CONNECTIONS_PER_LOGIN });
    // An idle connection that PostgreSQL drops leaves the pool by itself.
    pool.on("error", () => {});
    this.#pools.set(key, pool);
    return pool;
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.end()));
  }
}

async function serveSql(pools: LoginPools, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const connectionString = request.headers["neon-connection-string"];
  if (request.method !== "POST" || request.url !== "/sql") return respond(response, 404, { message: "Not found" });
  if (typeof connectionString !== "string" || !URL.canParse(connectionString)) {
    return respond(response, 400, { message: "The Neon-Connection-String header is missing or not a URL" });
  }
  const text = await readBody(request);
  if (text === undefined) return respond(response, 413, { message: "The request is larger than 10 MB" });
  const { status, body } = await answerSql(pools.open(connectionString), request.headers, text);
  respond(response, status, body);
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function respond(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
}

async function tunnel(socket: WebSocket, target: PostgresTarget): Promise<void> {
  const outside = createWebSocketStream(socket);
  const inside = connect({ ...target, noDelay: true });
  // Either end may vanish at any time; the other one is then closed, and there is nobody to tell.
  await Promise.allSettled([pipeline(outside, inside), pipeline(inside, outside)]);
  inside.destroy();
  socket.terminate();
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}
