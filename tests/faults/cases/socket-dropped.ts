import { setTimeout as sleep } from "node:timers/promises";
import WebSocketClient from "ws";
import type { LiveMessage } from "../../../contract/live.ts";
import type { Window } from "../../../contract/window.ts";
import { isSame, sumWindows } from "../../helpers/reconcile.ts";
import { until } from "../../helpers/stack-client.ts";
import { originOf } from "../../helpers/tenant.ts";
import type { Fault, FaultScene } from "../fault.ts";

const LOAD = { eventsPerSecond: 500, eventsPerBatch: 25 };

/** A viewer that loses its socket and asks for what it missed: nothing may be missing in between. */
export const SOCKET_DROPPED: Fault = {
  name: "socket-dropped",
  title: "dashboard's socket dropped under load and resumed from its cursor",
  async run(scene) {
    const { client, tenant } = scene;
    const viewer = new ResumingViewer(scene, await tenant.signIn());
    await viewer.connect();
    const load = client.startLoad(LOAD);
    for (let drop = 0; drop < 3; drop++) {
      await sleep(2_000);
      viewer.drop();
      await sleep(1_500);
      await viewer.connect();
    }
    await load.stop();
    const expected = client.ledger.totals();
    const seen = await until(
      () => Promise.resolve(sumWindows(viewer.windows.values())),
      (totals) => isSame(totals, expected),
      15_000,
    ).catch(() => sumWindows(viewer.windows.values()));
    viewer.drop();
    const failures = isSame(seen, expected) ? [] : [`saw ${JSON.stringify(seen)} of ${JSON.stringify(expected)}`];
    return { failures, notes: ["3 drops of 1.5 s; windows come from updates alone after the first snapshot"] };
  },
};

/** Keeps windows from the first snapshot on, and afterwards only what updates and resumptions bring. */
class ResumingViewer {
  readonly windows = new Map<number, Window>();
  readonly #url: string;
  readonly #headers: Record<string, string>;
  #cursor: number | undefined;
  #socket: WebSocketClient | undefined;

  constructor({ stack }: FaultScene, cookie: string) {
    this.#url = `${stack.facts.urls.edge.replace("http", "ws")}/v1/live`;
    this.#headers = { cookie, origin: originOf(stack.facts) };
  }

  async connect(): Promise<void> {
    const cursor = this.#cursor;
    const socket = new WebSocketClient(this.#url, { headers: this.#headers });
    socket.on("message", (data: Buffer) => this.#take(JSON.parse(data.toString()) as LiveMessage));
    await new Promise<void>((resolve, reject) => socket.once("open", resolve).once("error", reject));
    if (cursor !== undefined) socket.send(JSON.stringify({ type: "RESUME", cursor }));
    this.#socket = socket;
  }

  drop(): void {
    this.#socket?.removeAllListeners("message");
    this.#socket?.terminate();
  }

  #take(message: LiveMessage): void {
    if (message.type === "METRIC_UPDATE") {
      this.windows.set(message.window.start, message.window);
      this.#cursor = message.cursor;
    } else if (message.type === "SNAPSHOT" && this.#cursor === undefined) {
      for (const window of message.windows) this.windows.set(window.start, window);
      this.#cursor = message.cursor;
    }
  }
}
