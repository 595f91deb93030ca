import WebSocketClient from "ws";
import type { LiveCommand, LiveMessage, TailEvent } from "../../../contract/live.ts";

const CONNECTING = 50;
const SAY_CHARS = 32_768;

/** Many viewers, and when which of them heard of what. */
export class Hall {
  /** Milliseconds from handing an error over to its arrival, of every viewer and error. */
  readonly lines: number[] = [];
  /** Milliseconds from the first viewer's window to every other's. */
  readonly pushes: number[] = [];
  messages = 0;
  chars = 0;
  #expected = 0;
  readonly #batched: boolean;
  readonly #handedOver = new Map<string, number>();
  readonly #firstSeen = new Map<string, number>();
  readonly #sockets: WebSocketClient[] = [];

  private constructor(batched: boolean) {
    this.#batched = batched;
  }

  /** Fills the hall; `batched` viewers take lines in batches. */
  static async open(url: URL, viewers: number, batched: boolean): Promise<Hall> {
    const hall = new Hall(batched);
    for (let opened = 0; opened < viewers; opened += CONNECTING) {
      await Promise.all(Array.from({ length: CONNECTING }, () => hall.#join(url)));
    }
    return hall;
  }

  /** Notes errors that every viewer is to get, as they are handed over in headers of chunks. */
  expect(headers: readonly string[]): void {
    const now = performance.now();
    for (const header of headers) {
      for (const { event_id, event_type } of (JSON.parse(header) as { tail: TailEvent[] }).tail) {
        if (event_type !== "error") continue;
        this.#handedOver.set(event_id, now);
        this.#expected += this.#sockets.length;
      }
    }
  }

  get missing(): number {
    return this.#expected - this.lines.length;
  }

  close(): void {
    for (const socket of this.#sockets) socket.terminate();
  }

  async #join(url: URL): Promise<void> {
    const socket = new WebSocketClient(url.href.replace("http", "ws"));
    this.#sockets.push(socket);
    const send = (command: LiveCommand) => socket.send(JSON.stringify(command));
    let unsaid = 0;
    socket.on("message", (data: Buffer) => {
      unsaid += data.length;
      if (unsaid >= SAY_CHARS) {
        send({ type: "SEEN", chars: unsaid });
        unsaid = 0;
      }
      this.#hear(data.toString("latin1"));
    });
    await new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
    send({ type: "SUBSCRIBE", channels: ["metrics", "events", "active"], batched: this.#batched });
  }

  #hear(text: string): void {
    const now = performance.now();
    this.messages++;
    this.chars += text.length;
    switch (/^\{"type":"(\w+)"/.exec(text)?.[1] as LiveMessage["type"] | undefined) {
      case "EVENT":
      case "EVENTS":
        // Parsing a thousand times what is always the same would be measured, too.
        for (const [, id = ""] of text.matchAll(/"event_id":"([^"]+)","event_type":"error"/g)) this.#note(id, now);
        return;
      case "METRIC_UPDATE": {
        // All viewers are told the same; of a window that changed again, something else.
        const first = this.#firstSeen.get(text);
        if (first === undefined) this.#firstSeen.set(text, now);
        else this.pushes.push(now - first);
        return;
      }
      default:
    }
  }

  #note(eventId: string, now: number): void {
    const at = this.#handedOver.get(eventId);
    if (at !== undefined) this.lines.push(now - at);
  }
}
