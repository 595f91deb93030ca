import { exports } from "cloudflare:workers";
import type { LiveCommand, LiveMessage, LiveViewer } from "../../contract/live.ts";
import type { OrgLive } from "./object.ts";

/** A viewer's socket and what has come through it. */
export interface TestViewer {
  socket: WebSocket;
  messages: LiveMessage[];
  send(command: LiveCommand): void;
  /** The code that the socket is closed with. */
  closed: Promise<number>;
  /** The next message of a type that has not been waited for yet; rejects after fifteen seconds. */
  next<T extends LiveMessage["type"]>(type: T): Promise<Extract<LiveMessage, { type: T }>>;
}

/** Connects a viewer to a live object. */
export async function connectViewer(
  stub: DurableObjectStub<OrgLive>,
  viewer: Partial<LiveViewer> = {},
): Promise<TestViewer> {
  const ticket = await aTicket(stub, viewer);
  const response = await askToWatch(stub, ticket);
  const socket = response.webSocket;
  if (socket === null) throw new Error(`no socket: ${response.status}`);
  const messages: LiveMessage[] = [];
  const taken = new Set<LiveMessage>();
  let wake = () => {};
  socket.addEventListener("message", ({ data }) => {
    if (typeof data === "string" && data.startsWith("{")) messages.push(JSON.parse(data));
    wake();
  });
  const closed = new Promise<number>((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));
  socket.accept();
  return {
    socket,
    messages,
    closed,
    send: (command) => socket.send(JSON.stringify(command)),
    async next(type) {
      const deadline = Date.now() + 15_000;
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

/** A ticket of somebody who sees everything for an hour, unless said otherwise. */
export async function aTicket(stub: DurableObjectStub<OrgLive>, viewer: Partial<LiveViewer> = {}): Promise<string> {
  const ticket = await stub.issueTicket({ sees: "everything", expiresAt: Date.now() + 3_600_000, ...viewer });
  if (ticket === undefined) throw new Error("no ticket");
  return ticket;
}

/** Comes to the object with a ticket. */
export async function askToWatch(stub: DurableObjectStub<OrgLive>, ticket: string): Promise<Response> {
  return await stub.fetch("http://live/", { headers: { upgrade: "websocket", "x-fleetglass-ticket": ticket } });
}

/** The live object of an organisation that no other test uses. */
export function newLiveObject(): DurableObjectStub<OrgLive> {
  return exports.OrgLive.getByName(crypto.randomUUID());
}
