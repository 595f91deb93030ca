import { DurableObject } from "cloudflare:workers";
import { type ChunkHeader, readHeader } from "../../contract/chunk.ts";
import { findErased } from "../../contract/erasure-digest.ts";
import { LIMITS } from "../../contract/limits.ts";
import { LIVE_CLOSES, type LiveViewer, type TailEvent } from "../../contract/live.ts";
import { unpackSession } from "../../contract/packed-session.ts";
import { unpackWindow } from "../../contract/packed-window.ts";
import type {
  AppliedChunks,
  ForgetfulObject,
  ForgottenPeople,
  LiveObject,
  OverlappingChunk,
  TicketedObject,
} from "../../contract/rpc.ts";
import { scrubPages } from "../scrub-pages.ts";
import { parseCommand } from "./commands.ts";
import {
  ACTIVE_INTERVAL_MS,
  ACTIVE_INTERVAL_PER_VIEWER_MS,
  LATENESS_MS,
  MAX_VIEWERS,
  PUSH_INTERVAL_MS,
  REOPENED_MS,
  SWEEP_INTERVAL_MS,
} from "./constants.ts";
import { Feed, isFinal } from "./feed.ts";
import { SeenLedger } from "./seen-ledger.ts";
import { SessionBoard } from "./sessions.ts";
import { LIVE_SCHEMA, LIVE_TABLES, LiveStorage } from "./storage.ts";
import { Tail } from "./tail.ts";
import { Tickets } from "./tickets.ts";
import { type Seat, Viewers } from "./viewers.ts";
import { WindowLedger } from "./windows.ts";

/** Carries, on the request that opens a socket, a ticket's secret. */
const TICKET_HEADER = "x-fleetglass-ticket";

/**
 * One organisation's live view: 24 hours of ten-second windows, running sessions and the event tail, pushed to its viewers.
 * What a call adds is in SQLite before the call returns; timers only decide when viewers hear of it.
 */
export class OrgLive extends DurableObject<LiveEnv> implements LiveObject, ForgetfulObject, TicketedObject {
  readonly #storage: LiveStorage;
  readonly #viewers: Viewers;
  readonly #tickets: Tickets;
  #windows!: WindowLedger;
  #sessions!: SessionBoard;
  #seen!: SeenLedger;
  #tail!: Tail;
  #feed!: Feed;
  /** Windows changed since the last push. */
  readonly #dirty = new Set<number>();
  /** Windows with events that have not been pushed as final. */
  readonly #open = new Set<number>();
  #pushTimer: ReturnType<typeof setTimeout> | undefined;
  #pushedAt = 0;
  #activeSentAt = 0;
  #sweptAt = 0;

  constructor(ctx: DurableObjectState, env: LiveEnv) {
    super(ctx, env);
    this.#storage = new LiveStorage(ctx.storage.sql);
    this.#viewers = new Viewers(ctx);
    this.#tickets = new Tickets(ctx.storage.sql);
    this.#load();
  }

  #load(): void {
    const now = Date.now();
    this.#windows = new WindowLedger(this.#storage, now, this.#windows?.pushed);
    // A window may have closed while the object was gone: the alarm pushes it once more, which harms nobody.
    for (const window of this.#windows.recent(now - REOPENED_MS)) this.#open.add(window.start);
    this.#seen = new SeenLedger(this.#storage);
    this.#sessions = new SessionBoard(this.#storage.readSessions());
    this.#tail = new Tail(this.#storage.readTail());
    this.#feed?.stop();
    this.#feed = new Feed(this.#viewers, {
      storage: this.#storage,
      windows: this.#windows,
      sessions: this.#sessions,
      tail: this.#tail,
    });
  }

  async applyChunks(offered: (ChunkHeader | string)[]): Promise<AppliedChunks> {
    const headers = offered.map((header) => typeof header === "string" ? readHeader(header) : header);
    const now = Date.now();
    let fresh: ChunkHeader[] = [];
    let overlapping: OverlappingChunk[] = [];
    let changed: number[] = [];
    let lines: TailEvent[] = [];
    try {
      this.ctx.storage.transactionSync(() => {
        ({ fresh, overlapping } = this.#seen.admit(headers, now));
        changed = this.#windows.add(fresh.flatMap((header) => header.windows.map(unpackWindow)), now);
        const parts = fresh.flatMap((header) => header.sessions.map(unpackSession));
        for (const session of this.#sessions.addAll(parts)) this.#storage.writeSession(session);
        lines = this.#takeTail(fresh, now);
      });
    } catch (error) {
      // The transaction left nothing behind, so neither may memory.
      this.#load();
      throw error;
    }
    for (const start of changed) this.#open.add(start);
    // Without viewers there is nobody to push to; who comes gets a snapshot.
    if (this.#viewers.count === 0) this.#windows.notePushed();
    else for (const start of changed) this.#dirty.add(start);
    if (changed.length > 0) await this.#armAlarm(now);
    this.#feed.pushTail(lines, now);
    this.#schedulePush(now);
    const repeated = headers.length - fresh.length - overlapping.length;
    return { applied: fresh.length, repeated, overlapping };
  }

  async forgetPeople(orgId: string, digests: readonly string[]): Promise<ForgottenPeople> {
    const known = [...this.#storage.readSessions(), ...this.#storage.readTail()].map(({ user_id }) => user_id);
    const watching = [...this.#viewers.people(), ...this.#viewers.wanted(), ...this.#tickets.people()];
    const erased = await findErased(orgId, [...known, ...watching], new Set(digests));
    this.#feed.flushTail(Date.now());
    const forgotten = this.ctx.storage.transactionSync(() => this.#storage.forgetPeople(erased));
    this.#tickets.forgetPeople(erased);
    this.#viewers.dismissPeople(erased);
    if (forgotten.sessions + forgotten.lines > 0) this.#showAnew();
    // Also where nothing was found: rows that were past their time have left their bytes behind.
    await scrubPages(this.ctx.storage, LIVE_SCHEMA, LIVE_TABLES);
    return forgotten;
  }

  /** What viewers hold of somebody who was forgotten goes when a snapshot takes its place. */
  #showAnew(): void {
    this.#load();
    for (const socket of this.ctx.getWebSockets()) {
      const seat = this.#viewers.seatOf(socket);
      if (seat !== undefined) this.#feed.sendSnapshot(seat, Date.now());
    }
  }

  #takeTail(headers: readonly ChunkHeader[], now: number): TailEvent[] {
    const dropped = headers.reduce((sum, header) => sum + header.tail_dropped, 0);
    const taken = this.#tail.take(headers.flatMap((header) => header.tail), dropped, now);
    this.#storage.appendTail(taken);
    return taken;
  }

  issueTicket(viewer: LiveViewer): Promise<string | undefined> {
    return Promise.resolve(this.#tickets.issue(viewer, Date.now()));
  }

  endLeases(): Promise<void> {
    this.#tickets.clear();
    this.#viewers.dismissAll();
    return Promise.resolve();
  }

  /** Takes the WebSocket of a viewer whom the api Worker has given a ticket. */
  override async fetch(request: Request): Promise<Response> {
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") return new Response(null, { status: 426 });
    const now = Date.now();
    const viewer = this.#tickets.take(request.headers.get(TICKET_HEADER) ?? "", now);
    if (viewer === undefined) return new Response(null, { status: 401 });
    if (this.#viewers.count >= MAX_VIEWERS) return new Response(null, { status: 429 });
    const { 0: client, 1: server } = new WebSocketPair();
    // Whoever comes now has what waits in the snapshot.
    this.#feed.flushTail(now);
    this.#feed.sendSnapshot(this.#viewers.accept(server, viewer), now);
    await this.#armAlarm(now);
    return new Response(null, { status: 101, webSocket: client });
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    const seat = this.#viewers.seatOf(socket);
    if (seat === undefined) return socket.close(LIVE_CLOSES.leaseOver, "show again that you may watch");
    const command = typeof message === "string" ? parseCommand(message) : undefined;
    switch (command?.type) {
      case undefined:
        return this.#viewers.dismissOne(seat, 1008, "not a command");
      case "SUBSCRIBE":
        return this.#viewers.change(seat, {
          channels: command.channels,
          filter: command.filter,
          batched: command.batched,
        });
      case "RESUME":
        return this.#feed.resume(seat, command.cursor, Date.now());
      case "SEEN":
        seat.flow.see(command.chars);
        return this.#feed.catchUp([seat], Date.now());
      case "RENEW":
        return this.#renew(seat, command.ticket);
    }
  }

  /** Lets a viewer watch on who hands in a fresh ticket, with what they may see by now. */
  #renew(seat: Seat, ticket: string): void {
    const now = Date.now();
    const viewer = this.#tickets.take(ticket, now);
    if (viewer === undefined) return this.#viewers.dismissOne(seat, LIVE_CLOSES.leaseOver, "the ticket is not valid");
    const seesOther = JSON.stringify(viewer.sees) !== JSON.stringify(seat.record.sees);
    this.#viewers.change(seat, viewer);
    if (seesOther) this.#feed.sendSnapshot(seat, now);
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    this.#viewers.forget(socket);
    // 1005 and 1006 are observations, not codes a side may send.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  override webSocketError(socket: WebSocket): void {
    this.#viewers.forget(socket);
  }

  #schedulePush(now: number): void {
    if (this.#pushTimer !== undefined || this.#viewers.count === 0) return;
    const wait = Math.max(0, this.#pushedAt + PUSH_INTERVAL_MS - now);
    this.#pushTimer = setTimeout(() => {
      this.#pushTimer = undefined;
      this.#push(Date.now());
    }, wait);
  }

  #push(now: number): void {
    this.#pushedAt = now;
    this.#viewers.dismiss(now);
    this.#feed.catchUp(this.#viewers.all(), now);
    this.#pushWindows(now);
    this.#feed.pushSampling();
    const interval = Math.max(ACTIVE_INTERVAL_MS, this.#viewers.count * ACTIVE_INTERVAL_PER_VIEWER_MS);
    if (now - this.#activeSentAt >= interval) this.#pushActive(now);
  }

  #pushActive(now: number): void {
    this.#activeSentAt = now;
    this.#feed.pushActive(now);
  }

  #pushWindows(now: number): void {
    const changed = [...this.#dirty].sort((a, b) => a - b);
    for (const start of this.#feed.pushWindows(changed, now)) this.#open.delete(start);
    this.#dirty.clear();
  }

  /** Wakes the object when the next window has closed or the next lease has run out, whichever is first. */
  async #armAlarm(now: number): Promise<void> {
    const closing = Math.min(...this.#open) + LIMITS.windowMs + LATENESS_MS;
    const due = Math.min(closing, this.#viewers.nextExpiry ?? Infinity);
    if (due === Infinity) return;
    const next = Math.max(now + PUSH_INTERVAL_MS, due);
    const armed = await this.ctx.storage.getAlarm();
    if (armed === null || armed > next) await this.ctx.storage.setAlarm(next);
  }

  /** A window has closed or a lease has run out: push it as final, refresh the list of sessions, sweep now and then. */
  override async alarm(): Promise<void> {
    const now = Date.now();
    this.#viewers.dismiss(now);
    this.#feed.catchUp(this.#viewers.all(), now);
    for (const start of this.#open) if (isFinal({ end: start + LIMITS.windowMs }, now)) this.#dirty.add(start);
    this.#pushWindows(now);
    // While something happens the list comes with what is pushed anyway.
    if (this.#pushTimer === undefined) this.#pushActive(now);
    if (now - this.#sweptAt >= SWEEP_INTERVAL_MS) this.#sweep(now);
    await this.#armAlarm(now);
  }

  #sweep(now: number): void {
    this.#sweptAt = now;
    for (const id of this.#sessions.prune(now)) this.#storage.deleteSession(id);
    this.#storage.sweep(now);
    this.#tickets.sweep(now);
    this.#viewers.sweep();
  }
}
