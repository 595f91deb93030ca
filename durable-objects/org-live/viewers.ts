import * as z from "zod/mini";
import type { LiveCommand, LiveMessage, TailEvent, TailFilter } from "../../contract/live.ts";
import { passesFilter } from "./tail.ts";

type Channel = "metrics" | "events" | "active";

/** What is remembered of a socket while the object sleeps. */
interface Viewer {
  channels: Channel[];
  filter?: TailFilter;
  /** Epoch ms at which the viewer's session ends. */
  expiresAt?: number;
}

const names = z.optional(z.array(z.string().check(z.maxLength(256))).check(z.maxLength(50)));
const Command = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("SUBSCRIBE"),
    channels: z.array(z.enum(["metrics", "events", "active"])),
    filter: z.optional(z.object({
      event_type: names,
      agent_id: names,
      team: names,
      environment: names,
      errors_only: z.optional(z.boolean()),
    })),
  }),
  z.object({ type: z.literal("RESUME"), cursor: z.number().check(z.int(), z.nonnegative()) }),
]);

/** Close code for a session that has ended; in the range for applications. */
const SESSION_ENDED = 4401;
const EVERYTHING: Viewer = { channels: ["metrics", "events", "active"] };

/** Reads a client's message; `undefined` when it is not a command. */
export function parseCommand(text: string): LiveCommand | undefined {
  try {
    return Command.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The object's sockets. Subscriptions live in the sockets' attachments, so they outlast hibernation. */
export class Viewers {
  readonly #ctx: DurableObjectState;

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    // Answered by the runtime, so that an idle viewer never wakes the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
  }

  get count(): number {
    return this.#ctx.getWebSockets().length;
  }

  /** Takes a viewer's socket. `expiresAt` is epoch ms. */
  accept(socket: WebSocket, expiresAt: number | undefined): void {
    this.#ctx.acceptWebSocket(socket);
    socket.serializeAttachment({ ...EVERYTHING, ...(expiresAt === undefined ? {} : { expiresAt }) } satisfies Viewer);
  }

  subscribe(socket: WebSocket, channels: Channel[], filter: TailFilter | undefined): void {
    const { expiresAt } = viewerOf(socket);
    socket.serializeAttachment(
      {
        channels,
        ...(filter === undefined ? {} : { filter }),
        ...(expiresAt === undefined ? {} : { expiresAt }),
      } satisfies Viewer,
    );
  }

  /** Takes leave of viewers whose session has ended; they may come back with another one at once. */
  dismissExpired(now: number): void {
    for (const socket of this.#ctx.getWebSockets()) {
      const { expiresAt } = viewerOf(socket);
      if (expiresAt === undefined || expiresAt > now) continue;
      sendMessage(socket, { type: "GOODBYE", retryAfterMs: 0 });
      socket.close(SESSION_ENDED, "session ended");
    }
  }

  /** Sends a message to everyone on a channel; it is serialised once. */
  broadcast(channel: Channel, message: LiveMessage): void {
    const text = JSON.stringify(message);
    for (const socket of this.#ctx.getWebSockets()) {
      if (viewerOf(socket).channels.includes(channel)) sendText(socket, text);
    }
  }

  /** Sends tail lines to those whose filter lets them through. */
  broadcastTail(events: readonly TailEvent[]): void {
    const lines = events.map((event) => ({
      event,
      text: JSON.stringify({ type: "EVENT", event } satisfies LiveMessage),
    }));
    for (const socket of this.#ctx.getWebSockets()) {
      const { channels, filter } = viewerOf(socket);
      if (!channels.includes("events")) continue;
      for (const { event, text } of lines) if (passesFilter(event, filter)) sendText(socket, text);
    }
  }
}

/** Sends one message to one socket. */
export function sendMessage(socket: WebSocket, message: LiveMessage): void {
  sendText(socket, JSON.stringify(message));
}

function viewerOf(socket: WebSocket): Viewer {
  return (socket.deserializeAttachment() as Viewer | null) ?? EVERYTHING;
}

function sendText(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    // The socket closed in the meantime; its viewer resumes from the last cursor on the next connection.
  }
}
