import type { LiveChannel, LiveMessage, TailFilter } from "../../../contract/live.ts";
import { askTicket } from "./ask-ticket.ts";
import { type Connection, LiveSocket } from "./live-socket.ts";
import { applyMessages, EMPTY_LIVE, type LiveState } from "./live-state.ts";

/** What the live view shows at one moment. */
export interface LiveView {
  state: LiveState;
  connection: Connection;
  /** Since when the connection has been what it is, epoch ms of the viewer's clock. */
  since: number;
  /** How often it was lost and found again. */
  drops: number;
}

/** A hidden page draws no frames; its messages are taken in when there are so many. */
const MOST_WAITING = 500;

/** Holds the live state of a page and tells listeners at most once per frame. */
export class LiveStore {
  #view: LiveView = { state: EMPTY_LIVE, connection: "connecting", since: Date.now(), drops: 0 };
  /** Messages since the last frame. */
  #waiting: LiveMessage[] = [];
  #taken: LiveState = EMPTY_LIVE;
  #filter: TailFilter;
  #frameAsked = false;
  readonly #listeners = new Set<() => void>();
  readonly #socket: LiveSocket;

  constructor(channels: LiveChannel[], filter: TailFilter) {
    this.#filter = filter;
    this.#socket = new LiveSocket({
      subscription: () => ({ channels, filter: this.#filter }),
      askTicket,
      cursor: () => this.#take().cursor,
      onMessage: this.#receive,
      onConnection: this.#connect,
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

  /** Asks for other lines. */
  readonly setFilter = (filter: TailFilter): void => {
    if (JSON.stringify(filter) === JSON.stringify(this.#filter)) return;
    this.#filter = filter;
    this.#socket.resubscribe();
  };

  readonly read = (): LiveView => this.#view;

  readonly #receive = (message: LiveMessage): void => {
    this.#waiting.push(message);
    if (this.#waiting.length >= MOST_WAITING) this.#take();
    if (this.#frameAsked) return;
    this.#frameAsked = true;
    requestAnimationFrame(() => {
      this.#frameAsked = false;
      this.#publish({ state: this.#take() });
    });
  };

  #take(): LiveState {
    this.#taken = applyMessages(this.#taken, this.#waiting, Date.now());
    this.#waiting = [];
    return this.#taken;
  }

  readonly #connect = (connection: Connection): void => {
    if (connection === this.#view.connection) return;
    const lost = connection !== "live" && this.#view.connection === "live";
    this.#publish({ connection, since: Date.now(), drops: this.#view.drops + (lost ? 1 : 0) });
  };

  #publish(change: Partial<LiveView>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener();
  }
}
