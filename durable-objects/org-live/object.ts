import { DurableObject } from "cloudflare:workers";
import { type ChunkHeader, readHeader } from "../../contract/chunk.ts";
import { findErased } from "../../contract/erasure-digest.ts";
import { LIMITS } from "../../contract/limits.ts";
import type { TailEvent } from "../../contract/live.ts";
import { unpackSession } from "../../contract/packed-session.ts";
import { unpackWindow } from "../../contract/packed-window.ts";
import type {
  AppliedChunks,
  ForgetfulObject,
  ForgottenPeople,
  LiveObject,
  OverlappingChunk,
} from "../../contract/rpc.ts";
import {
  ACTIVE_INTERVAL_MS,
  LATENESS_MS,
  MAX_REPLAYED_WINDOWS,
  PUSH_INTERVAL_MS,
  REOPENED_MS,
  SNAPSHOT_MS,
  SWEEP_INTERVAL_MS,
} from "./constants.ts";
import { SeenLedger } from "./seen-ledger.ts";
import { SessionBoard } from "./sessions.ts";
import { LiveStorage } from "./storage.ts";
import { Tail } from "./tail.ts";
import { parseCommand, sendMessage, Viewers } from "./viewers.ts";
import { WindowLedger } from "./windows.ts";

/** Says, on the request that opens a socket, when the viewer's session ends (epoch ms). Set by the api Worker. */
const EXPIRES_AT_HEADER = "x-fleetglass-expires-at";

/**
 * One organisation's live view: 24 hours of ten-second windows, running sessions and the event tail, pushed to its viewers.
 * What a call adds is in SQLite before the call returns; timers only decide when viewers hear of it.
 */
export class OrgLive extends DurableObject<LiveEnv> implements LiveObject, ForgetfulObject {
  readonly #storage: LiveStorage;
  readonly #viewers: Viewers;
  #windows!: WindowLedger;
  #sessions!: SessionBoard;
  #seen!: SeenLedger;
  #tail!: Tail;
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
    this.#load();
  }

  #load(): void {
    const now = Date.now();
    this.#windows = new WindowLedger(this.#storage, now);
    // A window may have closed while the object was gone: the alarm pushes it once more, which harms nobody.
    for (const window of this.#windows.recent(now - REOPENED_MS)) this.#open.add(window.start);
    this.#seen = new SeenLedger(this.#storage);
    this.#sessions = new SessionBoard(this.#storage.readSessions());
    this.#tail = new Tail(this.#storage.readTail());
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
        for (const part of fresh.flatMap((header) => header.sessions.map(unpackSession))) {
          this.#storage.writeSession(this.#sessions.add(part));
        }
        lines = this.#takeTail(fresh, now);
      });
    } catch (error) {
      // The transaction left nothing behind, so neither may memory.
      this.#load();
      throw error;
    }
    for (const start of changed) {
      this.#dirty.add(start);
      this.#open.add(start);
    }
    if (changed.length > 0) await this.#armAlarm(now);
    this.#viewers.broadcastTail(lines);
    this.#schedulePush(now);
    const repeated = headers.length - fresh.length - overlapping.length;
    return { applied: fresh.length, repeated, overlapping };
  }

  async forgetPeople(orgId: string, digests: readonly string[]): Promise<ForgottenPeople> {
    const known = [...this.#storage.readSessions(), ...this.#storage.readTail()].map(({ user_id }) => user_id);
    const erased = await findErased(orgId, known, new Set(digests));
    if (erased.size === 0) return { sessions: 0, lines: 0 };
    const forgotten = this.ctx.storage.transactionSync(() => this.#storage.forgetPeople(erased));
    this.#load();
    return forgotten;
  }

  #takeTail(headers: readonly ChunkHeader[], now: number): TailEvent[] {
    const dropped = headers.reduce((sum, header) => sum + header.tail_dropped, 0);
    const taken = this.#tail.take(headers.flatMap((header) => header.tail), dropped, now);
    for (const event of taken) this.#storage.appendTail(event);
    return taken;
  }

  /** Takes the WebSocket of a viewer whom the api Worker has let in. */
  override fetch(request: Request): Response {
    if (request.headers.get("upgrade")?.toLowerCase() !== "websocket") return new Response(null, { status: 426 });
    const { 0: client, 1: server } = new WebSocketPair();
    const expiresAt = Number(request.headers.get(EXPIRES_AT_HEADER) ?? Number.NaN);
    this.#viewers.accept(server, Number.isNaN(expiresAt) ? undefined : expiresAt);
    this.#sendSnapshot(server);
    return new Response(null, { status: 101, webSocket: client });
  }

  #sendSnapshot(socket: WebSocket): void {
    const now = Date.now();
    sendMessage(socket, {
      type: "SNAPSHOT",
      cursor: this.#windows.cursor,
      now,
      windows: this.#windows.recent(now - SNAPSHOT_MS),
      ...this.#sessions.list(now),
      tail: this.#tail.lines,
      alerts: [],
    });
  }

  override webSocketMessage(socket: WebSocket, message: string | ArrayBuffer): void {
    const command = typeof message === "string" ? parseCommand(message) : undefined;
    if (command === undefined) return socket.close(1008, "not a command");
    if (command.type === "SUBSCRIBE") return this.#viewers.subscribe(socket, command.channels, command.filter);
    this.#resume(socket, command.cursor);
  }

  override webSocketClose(socket: WebSocket, code: number): void {
    // 1005 and 1006 are observations, not codes a side may send.
    socket.close(code === 1005 || code === 1006 ? 1000 : code);
  }

  #resume(socket: WebSocket, cursor: number): void {
    const missed = this.#storage.readWindowsChanged(cursor, MAX_REPLAYED_WINDOWS + 1);
    if (cursor > this.#windows.cursor || missed.length > MAX_REPLAYED_WINDOWS) return this.#sendSnapshot(socket);
    const now = Date.now();
    for (const { window } of missed) {
      sendMessage(socket, {
        type: "METRIC_UPDATE",
        cursor: this.#windows.cursor,
        window,
        state: stateOf(window.end, now),
      });
    }
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
    this.#viewers.dismissExpired(now);
    for (const start of [...this.#dirty].sort((a, b) => a - b)) this.#pushWindow(start, now);
    this.#dirty.clear();
    const sampling = this.#tail.drainSampling();
    if (sampling !== undefined) this.#viewers.broadcast("events", { type: "SAMPLED", ...sampling });
    if (now - this.#activeSentAt < ACTIVE_INTERVAL_MS) return;
    this.#activeSentAt = now;
    this.#viewers.broadcast("active", { type: "ACTIVE", ...this.#sessions.list(now) });
  }

  #pushWindow(start: number, now: number): void {
    const stored = this.#windows.get(start);
    if (stored === undefined) return;
    const state = stateOf(stored.window.end, now);
    if (state === "final") this.#open.delete(start);
    this.#viewers.broadcast("metrics", {
      type: "METRIC_UPDATE",
      cursor: this.#windows.cursor,
      window: stored.window,
      state,
    });
  }

  async #armAlarm(now: number): Promise<void> {
    const next = Math.max(now + PUSH_INTERVAL_MS, Math.min(...this.#open) + LIMITS.windowMs + LATENESS_MS);
    const armed = await this.ctx.storage.getAlarm();
    if (armed === null || armed > next) await this.ctx.storage.setAlarm(next);
  }

  /** A window has closed: push it as final, refresh the list of sessions, sweep now and then. */
  override async alarm(): Promise<void> {
    const now = Date.now();
    this.#viewers.dismissExpired(now);
    for (const start of this.#open) {
      if (stateOf(start + LIMITS.windowMs, now) !== "final") continue;
      this.#pushWindow(start, now);
      this.#open.delete(start);
      this.#dirty.delete(start);
    }
    this.#viewers.broadcast("active", { type: "ACTIVE", ...this.#sessions.list(now) });
    if (now - this.#sweptAt >= SWEEP_INTERVAL_MS) {
      this.#sweptAt = now;
      for (const id of this.#sessions.prune(now)) this.#storage.deleteSession(id);
      this.#storage.sweep(now);
    }
    if (this.#open.size > 0) await this.#armAlarm(now);
  }
}

function stateOf(end: number, now: number): "partial" | "final" {
  return now >= end + LATENESS_MS ? "final" : "partial";
}
