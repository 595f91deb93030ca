import { exports } from "cloudflare:workers";
import type { LiveMessage } from "../../contract/live.ts";

/** A viewer's socket and what has come through it. */
export interface TestViewer {
  socket: WebSocket;
  messages: LiveMessage[];
  /** The next message of a type that has not been waited for yet; rejects after five seconds. */
  next<T extends LiveMessage["type"]>(type: T): Promise<Extract<LiveMessage, { type: T }>>;
}

/** Connects a viewer to a live object. */
export async function connectViewer(
  stub: DurableObjectStub,
  headers: Record<string, string> = {},
): Promise<TestViewer> {
  const response = await stub.fetch("http://live/", { headers: { upgrade: "websocket", ...headers } });
  const socket = response.webSocket;
  if (socket === null) throw new Error(`no socket: ${response.status}`);
  const messages: LiveMessage[] = [];
  const taken = new Set<LiveMessage>();
  let wake = () => {};
  socket.addEventListener("message", ({ data }) => {
    if (typeof data === "string" && data.startsWith("{")) messages.push(JSON.parse(data));
    wake();
  });
  socket.accept();
  return {
    socket,
    messages,
    async next(type) {
      const deadline = Date.now() + 5_000;
      while (Date.now() < deadline) {
        const found = messages.find((message) => message.type === type && !taken.has(message));
        if (found !== undefined) {
          taken.add(found);
          return found as Extract<LiveMessage, { type: typeof type }>;
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
          setTimeout(resolve, 50);
        });
      }
      throw new Error(`no ${type} among ${messages.map((message) => message.type).join(", ")}`);
    },
  };
}

/** The live object of an organisation that no other test uses. */
export function newLiveObject(): DurableObjectStub<import("./object.ts").OrgLive> {
  return exports.OrgLive.getByName(crypto.randomUUID());
}
