import { LIVE_LEASE_MS, type LiveCommand, type LiveMessage } from "../../../contract/live.ts";

/** Whether messages arrive; `ended` where nobody is signed in any more. */
export type Connection = "connecting" | "live" | "reconnecting" | "ended";

/** What is asked of the live object on every connection. */
export type Subscription = Omit<Extract<LiveCommand, { type: "SUBSCRIBE" }>, "type" | "batched">;

interface LiveSocketOptions {
  subscription: () => Subscription;
  /** A fresh ticket; `null` when the session has ended, `undefined` when nobody answers. */
  askTicket: () => Promise<string | null | undefined>;
  /** The newest change seen, to ask for what was missed. */
  cursor: () => number | null;
  onMessage: (message: LiveMessage) => void;
  onConnection: (connection: Connection) => void;
  url?: string;
}

const PING_MS = 15_000;
const PONG_MS = 5_000;
/** The lease is renewed well before it is over. */
const RENEW_MS = LIVE_LEASE_MS / 2;
/** What was read is said after so many characters, or after a while. */
const SAY_CHARS = 32_768;
const SAY_MS = 5_000;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
/** A server that went away on purpose is not asked again at once by everybody. */
const JITTER = 0.5;

/** How long to wait before the n-th attempt (from 0): doubling, with the last half left to chance. */
export function backoffMs(attempt: number, random: number = Math.random()): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
  return full * (1 - JITTER + JITTER * random);
}

/** The live socket's address on our own origin. */
export function liveUrl(at: Pick<Location, "protocol" | "host"> = location): string {
  return `${at.protocol === "https:" ? "wss:" : "ws:"}//${at.host}/v1/live`;
}

/** A WebSocket that stays: it notices silence, comes back by itself and asks for what was missed. */
export class LiveSocket {
  readonly #options: LiveSocketOptions;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;
  #pingTimer: ReturnType<typeof setInterval> | undefined;
  #pongTimer: ReturnType<typeof setTimeout> | undefined;
  #renewTimer: ReturnType<typeof setInterval> | undefined;
  #sayTimer: ReturnType<typeof setTimeout> | undefined;
  #unsaid = 0;
  #goodbyeMs: number | null = null;
  #stopped = false;

  constructor(options: LiveSocketOptions) {
    this.#options = options;
  }

  /** Connects and keeps connected until {@link stop}. */
  start(): void {
    this.#stopped = false;
    addEventListener("online", this.#wake);
    addEventListener("offline", this.#lose);
    document.addEventListener("visibilitychange", this.#look);
    this.#options.onConnection("connecting");
    this.#open();
  }

  /** Ends the connection for good. */
  stop(): void {
    this.#stopped = true;
    removeEventListener("online", this.#wake);
    removeEventListener("offline", this.#lose);
    document.removeEventListener("visibilitychange", this.#look);
    clearTimeout(this.#retryTimer);
    this.#drop();
  }

  /** Asks for what the subscription is by now. */
  resubscribe(): void {
    if (this.#socket?.readyState === WebSocket.OPEN) this.#subscribe();
  }

  #subscribe(): void {
    this.#send({ type: "SUBSCRIBE", ...this.#options.subscription(), batched: true });
  }

  #open(): void {
    this.#drop();
    const socket = new WebSocket(this.#options.url ?? liveUrl());
    let opened = false;
    this.#socket = socket;
    socket.onopen = () => {
      opened = true;
      this.#subscribe();
      const cursor = this.#options.cursor();
      if (cursor !== null) this.#send({ type: "RESUME", cursor });
      this.#pingTimer = setInterval(this.#ping, PING_MS);
      this.#renewTimer = setInterval(() => void this.#renew(), RENEW_MS);
    };
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      this.#retry();
      // Browsers hide why a socket was refused; whoever is not signed in gets no ticket either.
      if (!opened) void this.#endUnlessSignedIn();
    };
  }

  #receive(data: unknown): void {
    clearTimeout(this.#pongTimer);
    if (typeof data !== "string" || data === "pong") return;
    this.#noteRead(data.length);
    const message = JSON.parse(data) as LiveMessage;
    if (message.type === "GOODBYE") this.#goodbyeMs = message.retryAfterMs;
    if (message.type === "SNAPSHOT") {
      this.#attempt = 0;
      this.#options.onConnection("live");
    }
    this.#options.onMessage(message);
  }

  /** Says what was read, so that no more is under way than can be read. */
  #noteRead(chars: number): void {
    this.#unsaid += chars;
    if (this.#unsaid >= SAY_CHARS) this.#say();
    else this.#sayTimer ??= setTimeout(() => this.#say(), SAY_MS);
  }

  #say(): void {
    clearTimeout(this.#sayTimer);
    this.#sayTimer = undefined;
    const chars = this.#unsaid;
    this.#unsaid = 0;
    if (chars > 0 && this.#socket?.readyState === WebSocket.OPEN) this.#send({ type: "SEEN", chars });
  }

  /** Hands in a fresh ticket. Without one the lease runs out and the socket is closed, which is noticed then. */
  async #renew(): Promise<void> {
    const socket = this.#socket;
    const ticket = await this.#options.askTicket();
    if (ticket === undefined || socket !== this.#socket || socket === null) return;
    if (ticket === null) this.#end();
    else this.#send({ type: "RENEW", ticket });
  }

  async #endUnlessSignedIn(): Promise<void> {
    if (await this.#options.askTicket() === null && !this.#stopped && this.#socket === null) this.#end();
  }

  /** Nobody is signed in: waits until the page is looked at again, perhaps after signing in elsewhere. */
  #end(): void {
    this.#drop();
    clearTimeout(this.#retryTimer);
    this.#options.onConnection("ended");
  }

  #send(command: LiveCommand): void {
    this.#socket?.send(JSON.stringify(command));
  }

  #drop(): void {
    clearInterval(this.#pingTimer);
    clearTimeout(this.#pongTimer);
    clearInterval(this.#renewTimer);
    clearTimeout(this.#sayTimer);
    this.#sayTimer = undefined;
    this.#unsaid = 0;
    const socket = this.#socket;
    this.#socket = null;
    // A socket that never opened complains when it is closed, and there is nobody left to tell.
    socket?.close();
  }

  #retry(): void {
    this.#drop();
    if (this.#stopped) return;
    this.#options.onConnection("reconnecting");
    clearTimeout(this.#retryTimer);
    const wait = this.#goodbyeMs === null ? backoffMs(this.#attempt++) : this.#goodbyeMs * (1 + JITTER * Math.random());
    this.#goodbyeMs = null;
    this.#retryTimer = setTimeout(() => this.#open(), wait);
  }

  readonly #ping = () => {
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send("ping");
    clearTimeout(this.#pongTimer);
    this.#pongTimer = setTimeout(() => this.#retry(), PONG_MS);
  };

  readonly #wake = () => {
    this.#attempt = 0;
    clearTimeout(this.#retryTimer);
    this.#open();
  };

  readonly #lose = () => this.#retry();

  /** A hidden page's timers sleep: when it is looked at again, find out at once whether the connection is still there. */
  readonly #look = () => {
    if (document.visibilityState !== "visible") return;
    if (this.#socket === null) this.#wake();
    else this.#ping();
  };
}
