import {
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type Server,
  type ServerResponse,
} from "node:http";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { connect } from "node:net";
import { extname, join, normalize } from "node:path";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type HeaderRule, headersFor, readHeaderRules } from "./header-rules.ts";

const TYPES: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".webmanifest": "application/manifest+json",
  ".txt": "text/plain; charset=utf-8",
};

/** Paths that belong to the Workers; every other one is a file of the dashboard. */
const EDGE_PATHS = /^\/(v1|auth|health|docs)(\/|$|\?)/;

export interface DashboardServerOptions {
  /** The built dashboard. */
  dir: string;
  port: number;
  edge: { host: string; port: number };
  /** What takes the place of a built file; by path. */
  instead?: Record<string, string>;
}

/** Serves the built dashboard and the edge under one origin, as the routes in front of Pages do in production. */
export async function startDashboardServer(options: DashboardServerOptions): Promise<{ stop(): Promise<void> }> {
  const rules = await readHeaderRules(options.dir);
  const server = createServer((request, response) => {
    const isEdge = EDGE_PATHS.test(request.url ?? "");
    const instead = options.instead?.[request.url ?? ""];
    if (instead !== undefined) return void response.writeHead(200, { "Content-Type": TYPES[".json"] }).end(instead);
    const served = isEdge ? forward(options, request, response) : serveFile(options.dir, rules, request, response);
    served.catch(() => response.destroy());
  });
  server.on("upgrade", (request, socket, head) => tunnel(options, request, socket, head));
  await listen(server, options.port);
  return {
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function forward(
  { edge }: DashboardServerOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const upstream = httpRequest({ ...edge, method: request.method, path: request.url, headers: request.headers });
  const answered = new Promise<IncomingMessage>((resolve, reject) =>
    upstream.on("response", resolve).on("error", reject)
  );
  response.on("close", () => upstream.destroy());
  await Promise.all([pipeline(request, upstream), answered]).then(async ([, answer]) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    await pipeline(answer, response);
  }, () => {
    response.writeHead(502, { "Content-Type": "text/plain" }).end("The edge does not answer.\n");
  });
}

function tunnel({ edge }: DashboardServerOptions, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  if (!EDGE_PATHS.test(request.url ?? "")) return void socket.destroy();
  const upstream = connect(edge, () => {
    const headers = request.rawHeaders.flatMap((value, index, all) =>
      index % 2 === 0 ? `${value}: ${all[index + 1]}` : []
    );
    upstream.write([`${request.method} ${request.url} HTTP/1.1`, ...headers, "", ""].join("\r\n"));
    upstream.write(head);
    socket.pipe(upstream).pipe(socket);
  });
  // Either end going away ends the other one.
  upstream.on("error", () => socket.destroy()).on("close", () => socket.destroy());
  socket.on("error", () => upstream.destroy()).on("close", () => upstream.destroy());
}

async function serveFile(
  dir: string,
  rules: HeaderRule[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://dashboard");
  const file = await findFile(dir, decodeURIComponent(pathname));
  if (file === undefined) return void response.writeHead(404, { "Content-Type": "text/plain" }).end("Not found\n");
  // Built assets carry a hash of their content in their names.
  const cacheControl = pathname.startsWith("/_astro/") ? "public, max-age=31536000, immutable" : "no-cache";
  response.writeHead(file.status, {
    ...headersFor(rules, pathname),
    "Content-Type": TYPES[extname(file.path)] ?? "application/octet-stream",
    "Cache-Control": cacheControl,
  });
  if (request.method === "HEAD") return void response.end();
  await pipeline(createReadStream(file.path), response);
}

async function findFile(dir: string, pathname: string): Promise<{ path: string; status: number } | undefined> {
  const inside = join(dir, normalize(`/${pathname}`));
  for (const path of [inside, join(inside, "index.html"), `${inside.replace(/\/$/, "")}.html`]) {
    if (await isFile(path)) return { path, status: 200 };
  }
  const missing = join(dir, "404.html");
  return await isFile(missing) ? { path: missing, status: 404 } : undefined;
}

async function isFile(path: string): Promise<boolean> {
  return await stat(path).then((found) => found.isFile(), () => false);
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}
