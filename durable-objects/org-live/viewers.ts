import {
  LIVE_CLOSES,
  type LiveChannel,
  type LiveMessage,
  type LiveViewer,
  type TailFilter,
} from "../../contract/live.ts";
import { peopleSeen, type Visibility } from "../../contract/visibility.ts";
import { NOT_READING_MS, RETURN_PER_VIEWER_MS } from "./constants.ts";
import { Flow, roomFor } from "./flow.ts";
import { ViewerRecords } from "./viewer-records.ts";

/** What is remembered of a viewer while the object sleeps. */
export interface ViewerRecord extends LiveViewer {
  channels: readonly LiveChannel[];
  filter?: TailFilter | undefined;
  /** Takes the lines of a short while in one message. */
  batched?: boolean | undefined;
}

/** A viewer that is connected. */
export interface Seat {
  readonly id: string;
  readonly socket: WebSocket;
  record: ViewerRecord;
  /** The same for all to whom the same lines of the tail go. */
  audience: string;
  readonly flow: Flow;
}

/** The object's sockets, and what is sent to which of them. */
export class Viewers {
  readonly #ctx: DurableObjectState;
  readonly #records: ViewerRecords;
  readonly #seats = new Map<WebSocket, Seat>();

  constructor(ctx: DurableObjectState) {
    this.#ctx = ctx;
    this.#records = new ViewerRecords(ctx.storage.sql);
    // Answered by the runtime, so that an idle viewer never wakes the object.
    ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair("ping", "pong"));
    for (const socket of ctx.getWebSockets()) this.seatOf(socket);
  }

  get count(): number {
    return this.#seats.size;
  }

  /** When the next lease runs out, epoch ms; `undefined` without viewers. */
  get nextExpiry(): number | undefined {
    return this.count === 0 ? undefined : Math.min(...[...this.#seats.values()].map(({ record }) => record.expiresAt));
  }

  /** Takes a viewer's socket. */
  accept(socket: WebSocket, viewer: LiveViewer): Seat {
    const id = crypto.randomUUID();
    const seat = seatFor(id, socket, { ...viewer, channels: ["metrics", "events", "active"] });
    this.#ctx.acceptWebSocket(socket);
    socket.serializeAttachment(id);
    this.#records.write(id, seat.record);
    this.#seats.set(socket, seat);
    return seat;
  }

  /** The viewer of a socket; `undefined` for one that was let go. */
  seatOf(socket: WebSocket): Seat | undefined {
    const present = this.#seats.get(socket);
    if (present !== undefined) return present;
    const id = socket.deserializeAttachment() as string | null;
    const record = id === null ? undefined : this.#records.read(id);
    if (id === null || record === undefined) return undefined;
    const seat = seatFor(id, socket, record);
    this.#seats.set(socket, seat);
    return seat;
  }

  /** Changes what a viewer hears, or until when. */
  change(seat: Seat, change: Partial<ViewerRecord>): void {
    seat.record = { ...seat.record, ...change };
    seat.audience = audienceOf(seat.record);
    this.#records.write(seat.id, seat.record);
  }

  /** Forgets a viewer whose socket has closed. */
  forget(socket: WebSocket): void {
    const seat = this.seatOf(socket);
    if (seat === undefined) return;
    this.#seats.delete(socket);
    this.#records.delete(seat.id);
  }

  /** Lets viewers go whose lease has run out, who may come back at once, and those that read nothing. */
  dismiss(now: number): void {
    for (const seat of this.#seats.values()) {
      const { record, flow } = seat;
      if (record.expiresAt <= now) this.dismissOne(seat, LIVE_CLOSES.leaseOver, "show again that you may watch");
      else if (flow.behind !== undefined && flow.behind.since <= now - NOT_READING_MS) {
        this.dismissOne(seat, LIVE_CLOSES.notReading, "nothing was read for minutes");
      }
    }
  }

  /** Whose events viewers may see, where that is not everybody's. */
  people(): string[] {
    return [...this.#seats.values()].flatMap(({ record }) => peopleSeen(record.sees));
  }

  /** What viewers look for, which can be somebody. */
  wanted(): string[] {
    return [...this.#seats.values()].flatMap(({ record }) => record.filter?.text ?? []);
  }

  /** Lets everybody go, who may come back at once; what they may see is read anew then. */
  dismissAll(): void {
    const { size } = this.#seats;
    for (const seat of this.#seats.values()) {
      const retryAfterMs = Math.round(Math.random() * size * RETURN_PER_VIEWER_MS);
      this.dismissOne(seat, LIVE_CLOSES.leaseOver, "show again that you may watch", retryAfterMs);
    }
  }

  /** Lets viewers go who see the events of people, or look for them; what they may see is read anew if they come back. */
  dismissPeople(names: ReadonlySet<string>): void {
    for (const seat of this.#seats.values()) {
      const { sees, filter } = seat.record;
      if (![...peopleSeen(sees), filter?.text ?? ""].some((name) => names.has(name))) continue;
      this.dismissOne(seat, LIVE_CLOSES.leaseOver, "show again that you may watch");
    }
  }

  /** Takes leave of a viewer, and forgets it. */
  dismissOne({ socket }: Seat, code: number, reason: string, retryAfterMs = 0): void {
    if (code === LIVE_CLOSES.leaseOver) {
      sendText(socket, JSON.stringify({ type: "GOODBYE", retryAfterMs } satisfies LiveMessage));
    }
    socket.close(code, reason);
    this.forget(socket);
  }

  /** Forgets what is left of viewers that went without a word. */
  sweep(): void {
    const open = new Set(this.#ctx.getWebSockets());
    for (const socket of this.#seats.keys()) if (!open.has(socket)) this.forget(socket);
    this.#records.keepOnly([...this.#seats.values()].map(({ id }) => id));
  }

  /** Viewers on a channel that keep up. */
  *on(channel: LiveChannel): Iterable<Seat> {
    for (const seat of this.#seats.values()) {
      if (seat.flow.behind === undefined && seat.record.channels.includes(channel)) yield seat;
    }
  }

  /** Sends everyone on a channel what they may see. */
  broadcast(channel: LiveChannel, pushed: number, write: (sees: Visibility) => LiveMessage | undefined): void {
    this.sendTo(this.on(channel), pushed, write);
  }

  /**
   * Sends viewers what they may see; it is written once for all who see the same.
   * @param pushed the cursor from which somebody resumes who falls behind with this
   */
  sendTo(seats: Iterable<Seat>, pushed: number, write: (sees: Visibility) => LiveMessage | undefined): void {
    const texts = new Map<string, string | undefined>();
    for (const seat of seats) {
      const { sees } = seat.record;
      const key = sees === "everything" ? sees : JSON.stringify(sees);
      if (!texts.has(key)) texts.set(key, textOf(write(sees)));
      const text = texts.get(key);
      if (text !== undefined) this.send(seat, text, pushed);
    }
  }

  /** Sends a text to a viewer that keeps up, and sees whether it still does. */
  send({ socket, flow }: Seat, text: string, pushed: number): void {
    if (flow.behind !== undefined) return;
    sendText(socket, text);
    flow.note(text.length, roomFor(this.count), pushed, Date.now());
  }

  /** Sends a snapshot, for which there is always room. */
  sendSnapshot({ socket, flow }: Seat, snapshot: LiveMessage): void {
    const text = JSON.stringify(snapshot);
    sendText(socket, text);
    flow.noteSnapshot(text.length);
  }

  /** Everybody who is connected, those who fell behind included. */
  all(): Iterable<Seat> {
    return this.#seats.values();
  }
}

function seatFor(id: string, socket: WebSocket, record: ViewerRecord): Seat {
  return { id, socket, record, audience: audienceOf(record), flow: new Flow(Date.now()) };
}

function audienceOf({ sees, filter }: ViewerRecord): string {
  return JSON.stringify([sees, filter]);
}

function textOf(message: LiveMessage | undefined): string | undefined {
  return message === undefined ? undefined : JSON.stringify(message);
}

function sendText(socket: WebSocket, text: string): void {
  try {
    socket.send(text);
  } catch {
    // The socket closed in the meantime; its viewer resumes from the last cursor on the next connection.
  }
}
