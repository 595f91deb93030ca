import type { IncomingMessage } from "node:http";
import type { DocumentedOperation } from "./api-document.ts";
import type { Call, CallGround } from "./api-calls.ts";
import { originOf } from "./tenant.ts";

/** What came back. */
export interface CallAnswer {
  status: number;
  /** Media type without its parameters; "" where there is none. */
  type: string;
  /** Parsed where it is JSON, else the text. */
  body: unknown;
  /** "" where it is not said. */
  requestId: string;
}

/** Sends a call; parameters of the path that it does not name stand for nothing that there is. */
export async function callOperation(
  { facts, cookie: own }: CallGround,
  { method, path }: Pick<DocumentedOperation, "method" | "path">,
  { params = {}, query = {}, body, cookie = own, headers = {} }: Call,
): Promise<CallAnswer> {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? "not_there"));
  const search = new URLSearchParams(query).toString();
  const address = `${facts.urls.edge}${filled}${search === "" ? "" : `?${search}`}`;
  if (headers["upgrade"] === "websocket") return await upgrade(address, cookie, originOf(facts));
  const response = await fetch(address, {
    method,
    redirect: "manual",
    headers: {
      cookie,
      origin: originOf(facts),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const [type = ""] = (response.headers.get("content-type") ?? "").split(";");
  const text = await readText(response);
  return {
    status: response.status,
    type,
    requestId: response.headers.get("x-request-id") ?? "",
    body: /^application\/(.+\+)?json$/.test(type) && text !== "" ? JSON.parse(text) : text,
  };
}

/** The text of an answer; of a stream that does not end nothing is read. */
export async function readText(response: Response): Promise<string> {
  if (response.headers.get("content-type")?.startsWith("text/event-stream") !== true) return await response.text();
  await response.body?.cancel();
  return "";
}

/** Opens a socket, which `fetch` cannot, and closes it. */
async function upgrade(address: string, cookie: string, origin: string): Promise<CallAnswer> {
  const { default: WebSocketClient } = await import("ws");
  const socket = new WebSocketClient(address.replace("http", "ws"), { headers: { cookie, origin } });
  return await new Promise((resolve, reject) => {
    socket.once("upgrade", ({ statusCode = 0 }) => {
      resolve({ status: statusCode, type: "", body: "", requestId: "" });
      socket.once("open", () => socket.close());
    });
    socket.once("unexpected-response", (_request, response) => void readRefusal(response).then(resolve, reject));
    socket.once("error", reject);
  });
}

/** What is answered in place of a socket. */
async function readRefusal(response: IncomingMessage): Promise<CallAnswer> {
  const [type = ""] = (response.headers["content-type"] ?? "").split(";");
  const text = (await response.toArray()).join("");
  const body: unknown = type.endsWith("json") ? JSON.parse(text) : text;
  return { status: response.statusCode ?? 0, type, body, requestId: String(response.headers["x-request-id"] ?? "") };
}
