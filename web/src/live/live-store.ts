import type { LiveChannel, LiveMessage, TailFilter } from "../../../contract/live.ts";
import { askTicket } from "./ask-ticket.ts";
import { type Connection, LiveSocket } from "./live-socket.ts";
import { applyMessages, EMPTY_LIVE, type LiveState } from "./live-state.ts";
import { newsOf } from "./line-news.ts";

/** What the live view shows at one moment. */
export interface LiveView {
  state: LiveState;
  connection: Connection;
  /** Since when the connection has been what it is, epoch ms of the viewer's clock. */
  since: number;
  /** How often it was lost and found again. */
  drops: number;
  /** Ids of lines that came few at a time, so that each is news; in a stream of them none is. */
  news: ReadonlySet<string>;
}

/** A hidden page draws no frames; its messages are taken in when there are so many. */
const MOST_WAITING = 500;
/** Charts change once a second, and lines that come faster than this are not read one by one. */
const SHOW_EVERY_MS = 200;

/** Holds the live state of a page and tells listeners a few times a second, the first time at once. */
export class LiveStore {
  #view: LiveView = { state: EMPTY_LIVE, connection: "connecting", since: Date.now(), drops: 0, news: new Set() };
  /** Messages since the last frame. */
  #waiting: LiveMessage[] = [];
  #taken: LiveState = EMPTY_LIVE;
  #filter: TailFilter;
  #showAsked = false;
  #shownAt = 0;
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

  /** What is there by now is no news any more. */
  readonly quieten = (): void => this.#publish({ news: new Set() });

  readonly read = (): LiveView => this.#view;

  readonly #receive = (message: LiveMessage): void => {
    this.#waiting.push(message);
    if (this.#waiting.length >= MOST_WAITING) this.#take();
    if (this.#showAsked) return;
    this.#showAsked = true;
    const wait = this.#shownAt + SHOW_EVERY_MS - performance.now();
    if (wait <= 0) requestAnimationFrame(this.#show);
    else setTimeout(() => requestAnimationFrame(this.#show), wait);
  };

  readonly #show = (): void => {
    this.#showAsked = false;
    this.#shownAt = performance.now();
    const { state: before, news } = this.#view;
    const state = this.#take();
    this.#publish({ state, news: newsOf(before, state, news) });
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
