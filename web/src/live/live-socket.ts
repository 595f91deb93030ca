import type { LiveCommand, LiveMessage } from "../../../contract/live.ts";

/** Whether messages arrive. */
export type Connection = "connecting" | "live" | "reconnecting";

type Channel = Extract<LiveCommand, { type: "SUBSCRIBE" }>["channels"][number];

interface LiveSocketOptions {
  channels: Channel[];
  /** The newest change seen, to ask for what was missed. */
  cursor: () => number | null;
  onMessage: (message: LiveMessage) => void;
  onConnection: (connection: Connection) => void;
  /** Called when a connection could not be opened: the session may have ended. */
  onRefused: () => void;
  url?: string;
}

const PING_MS = 15_000;
const PONG_MS = 5_000;
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

  #open(): void {
    this.#drop();
    const socket = new WebSocket(this.#options.url ?? liveUrl());
    let opened = false;
    this.#socket = socket;
    socket.onopen = () => {
      opened = true;
      this.#send({ type: "SUBSCRIBE", channels: this.#options.channels });
      const cursor = this.#options.cursor();
      if (cursor !== null) this.#send({ type: "RESUME", cursor });
      this.#pingTimer = setInterval(this.#ping, PING_MS);
    };
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = () => {
      if (this.#socket !== socket) return;
      if (!opened) this.#options.onRefused();
      this.#retry();
    };
  }

  #receive(data: unknown): void {
    clearTimeout(this.#pongTimer);
    if (typeof data !== "string" || data === "pong") return;
    const message = JSON.parse(data) as LiveMessage;
    if (message.type === "GOODBYE") this.#goodbyeMs = message.retryAfterMs;
    if (message.type === "SNAPSHOT") {
      this.#attempt = 0;
      this.#options.onConnection("live");
    }
    this.#options.onMessage(message);
  }

  #send(command: LiveCommand): void {
    this.#socket?.send(JSON.stringify(command));
  }

  #drop(): void {
    clearInterval(this.#pingTimer);
    clearTimeout(this.#pongTimer);
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
