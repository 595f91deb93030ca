import { setTimeout as sleep } from "node:timers/promises";
import WebSocketClient from "ws";
import type { Bench } from "../result.ts";
import { percentile } from "../statistics.ts";
import { chunkHeaders } from "./chunk-headers.ts";
import { type LiveRuntime, startLiveRuntime } from "./live-runtime.ts";

const VIEWERS = 1_000;
const CONNECTING = 50;
const EVENTS = 100;
const ROUND_MS = 1_000;
const SETTLE_MS = 5_000;

/** P6: how long it takes until each of a thousand viewers of one organisation has what is pushed. */
export const MANY_VIEWERS: Bench = {
  name: "P6",
  async run({ seconds }) {
    const runtime = await startLiveRuntime();
    try {
      const hall = await Hall.open(runtime);
      const rounds = Math.min(seconds, 30);
      for (let round = 0; round < rounds; round++) {
        const started = performance.now();
        const headers = chunkHeaders(EVENTS, Date.now());
        hall.expect(headers);
        await runtime.feed(headers);
        await sleep(Math.max(0, ROUND_MS - (performance.now() - started)));
      }
      await sleep(SETTLE_MS);
      hall.close();
      const figures = {
        "error → its line at every viewer, p50, ms": percentile(hall.lines, 0.5),
        "error → its line at every viewer, p99, ms": percentile(hall.lines, 0.99),
        "push → a window at every viewer, p99, ms": percentile(hall.pushes, 0.99),
        "lines that never came": hall.missing,
        "messages received": hall.messages,
      };
      return {
        id: "P6",
        what: `${VIEWERS} sockets on one organisation, push to all`,
        bar: "p99 ≤ 500 ms",
        figures,
        holds: figures["error → its line at every viewer, p99, ms"] <= 500 &&
          figures["push → a window at every viewer, p99, ms"] <= 500 && hall.missing === 0,
        notes: [
          `${rounds} s, ${EVENTS} events a second; the real live object in one workerd; viewers in this process`,
          "from handing a chunk over until an error of it is at a viewer, over all viewers and errors",
          "a window counts from its arrival at the first viewer, since it is pushed at most once a second by design",
          "viewers say what they have read, as the dashboard does",
        ],
      };
    } finally {
      await runtime.stop();
    }
  },
};

/** A thousand viewers, and when which of them heard of what. */
class Hall {
  /** Milliseconds from handing a line over to its arrival, of every viewer and line. */
  readonly lines: number[] = [];
  /** Milliseconds from the first viewer's window to every other's. */
  readonly pushes: number[] = [];
  messages = 0;
  #expected = 0;
  readonly #handedOver = new Map<string, number>();
  readonly #firstSeen = new Map<string, number>();
  readonly #sockets: WebSocketClient[] = [];

  static async open({ url }: LiveRuntime): Promise<Hall> {
    const hall = new Hall();
    for (let opened = 0; opened < VIEWERS; opened += CONNECTING) {
      await Promise.all(Array.from({ length: CONNECTING }, () => hall.#join(new URL("/v1/live", url))));
    }
    return hall;
  }

  /** Notes lines that every viewer is to get, as they are handed over. */
  expect(headers: readonly string[]): void {
    const now = performance.now();
    for (const header of headers) {
      for (
        const { event_id, event_type } of (JSON.parse(header) as { tail: { event_id: string; event_type: string }[] })
          .tail
      ) {
        if (event_type !== "error") continue;
        this.#handedOver.set(event_id, now);
        this.#expected += VIEWERS;
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
    let unsaid = 0;
    socket.on("message", (data: Buffer) => {
      unsaid += data.length;
      if (unsaid >= 32_768) {
        socket.send(JSON.stringify({ type: "SEEN", chars: unsaid }));
        unsaid = 0;
      }
      this.#hear(data.toString("latin1"));
    });
    await new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
  }

  #hear(text: string): void {
    const now = performance.now();
    this.messages++;
    if (text.startsWith('{"type":"EVENT"')) {
      const at = this.#handedOver.get(/"event_id":"([^"]+)"/.exec(text)?.[1] ?? "");
      if (at !== undefined) this.lines.push(now - at);
    } else if (text.startsWith('{"type":"METRIC_UPDATE"')) {
      const key = /"cursor":\d+,"window":\{"start":\d+/.exec(text)?.[0] ?? "";
      const first = this.#firstSeen.get(key);
      if (first === undefined) this.#firstSeen.set(key, now);
      else this.pushes.push(now - first);
    }
  }
}
