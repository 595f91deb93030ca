import type { LiveCommand, LiveMessage } from "../../../contract/live.ts";
import { requestJson } from "../api/request.ts";
import { type Connection, LiveSocket } from "./live-socket.ts";
import { applyMessage, EMPTY_LIVE, type LiveState } from "./live-state.ts";

/** What the live view shows at one moment. */
export interface LiveView {
  state: LiveState;
  connection: Connection;
  /** Since when the connection has been what it is, epoch ms of the viewer's clock. */
  since: number;
  /** How often it was lost and found again. */
  drops: number;
}

/** Holds the live state of a page and tells listeners at most once per frame. */
export class LiveStore {
  #view: LiveView = { state: EMPTY_LIVE, connection: "connecting", since: Date.now(), drops: 0 };
  #pending: LiveState = EMPTY_LIVE;
  #frameAsked = false;
  readonly #listeners = new Set<() => void>();
  readonly #socket: LiveSocket;

  constructor(channels: Extract<LiveCommand, { type: "SUBSCRIBE" }>["channels"]) {
    this.#socket = new LiveSocket({
      channels,
      cursor: () => this.#pending.cursor,
      onMessage: this.#receive,
      onConnection: this.#connect,
      // Browsers hide why a socket was refused; an ended session answers 401 here and leads to the sign-in page.
      onRefused: () => void requestJson("/v1/me").catch(() => undefined),
    });
  }

  readonly subscribe = (listener: () => void): () => void => {
    if (this.#listeners.size === 0) this.#socket.start();
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.#socket.stop();
    };
  };

  readonly read = (): LiveView => this.#view;

  readonly #receive = (message: LiveMessage): void => {
    this.#pending = applyMessage(this.#pending, message, Date.now());
    // A hidden page draws no frames, so its messages only gather.
    if (this.#frameAsked) return;
    this.#frameAsked = true;
    requestAnimationFrame(() => {
      this.#frameAsked = false;
      this.#publish({ state: this.#pending });
    });
  };

  readonly #connect = (connection: Connection): void => {
    if (connection === this.#view.connection) return;
    const lost = connection === "reconnecting" && this.#view.connection === "live";
    this.#publish({ connection, since: Date.now(), drops: this.#view.drops + (lost ? 1 : 0) });
  };

  #publish(change: Partial<LiveView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
