import type { LiveCommand, LiveMessage, TailEvent } from "../../../contract/live.ts";

const HEARTBEAT_MS = 15_000;
/** How soon a client comes back whose stream has ended. */
const RETRY_MS = 1_000;

/**
 * Relays a live socket's messages as Server-Sent Events. What the reader has taken is reported to the live object, which
 * sends no more than it leaves room for: what waits here is bounded by what may be under way to any viewer.
 */
export function relayMessages(socket: WebSocket, signal: AbortSignal): ReadableStream<Uint8Array> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  let written: Promise<unknown> = writer.write(encoder.encode(`retry: ${RETRY_MS}\n\n`));
  const write = (text: string) => {
    written = written.then(() => writer.write(encoder.encode(text)));
    written.catch(end);
    return written;
  };
  const heartbeat = setInterval(() => void write(": heartbeat\n\n"), HEARTBEAT_MS);
  const end = () => {
    clearInterval(heartbeat);
    close(socket);
  };
  socket.addEventListener("message", ({ data }) => {
    if (typeof data !== "string" || !data.startsWith("{")) return;
    const seen = JSON.stringify({ type: "SEEN", chars: data.length } satisfies LiveCommand);
    write(asEvents(data)).then(() => socket.send(seen)).catch(end);
  });
  socket.addEventListener("close", () => {
    clearInterval(heartbeat);
    written.then(() => writer.close()).catch(() => {});
  });
  socket.addEventListener("error", end);
  signal.addEventListener("abort", end);
  return readable;
}

/** A message as an event; where it has a cursor, that is its id. Lines that came together are events of their own. */
function asEvents(text: string): string {
  const message = JSON.parse(text) as LiveMessage;
  if (message.type === "EVENTS") return message.events.map(lineAsEvent).join("");
  return "cursor" in message ? `id: ${message.cursor}\ndata: ${text}\n\n` : `data: ${text}\n\n`;
}

function lineAsEvent(event: TailEvent): string {
  return `data: ${JSON.stringify({ type: "EVENT", event } satisfies LiveMessage)}\n\n`;
}

function close(socket: WebSocket): void {
  try {
    socket.close(1000, "the reader has gone");
  } catch {
    // It was closed from the other side.
  }
}
