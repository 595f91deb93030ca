import { EventQueue } from "./event-queue.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { mintId } from "./mint-id.ts";
import type { Settings } from "./options.ts";
import { retryDelayMs } from "./retry-delay.ts";
import { clearTimer, hostProcess, setIdleTimer, ticks } from "./runtime.ts";
import type { SealedEvent } from "./seal-event.ts";
import type { SpoolLog } from "./spool-port.ts";
import type { Counters, DropReason } from "./stats.ts";
import type { Answer } from "./transport.ts";
import { SDK_NAME, SDK_VERSION } from "./version.ts";

/** Events that travel together, under the same key however often they are sent. */
interface Batch {
  key: string;
  events: string[];
  bytes: number;
  /** The number of its first event in the queue. */
  first: number;
  attempts: number;
  /** In {@link ticks}; known from the first attempt on. */
  expiresAt: number;
}

/** A request with its repeats. */
interface Lane {
  batch: Batch;
  /** When something will have happened at the latest, in {@link ticks}. */
  dueAt: number;
  isDead: boolean;
  isLeaving: boolean;
}

/** How much later than due a lane may be before it counts as dead. */
const GRACE_MS = 5_000;
/** How long a transport has to heed the signal. */
const LATE_MS = 100;
/** How often somebody who waits looks whether a lane has died. */
const LOOK_MS = 500;

/**
 * Sends what is queued: in batches, a bounded number at a time, again until they are answered. Nothing here rejects or throws.
 *
 * On Workers, timers and requests die with the request that began them, without a word. Hence nothing waits for a lane without
 * end: one that is overdue is given up and its batch, under its old key, begun again.
 */
export class Dispatcher {
  readonly queue = new EventQueue();
  readonly #settings: Settings;
  readonly #counters: Counters;
  readonly #spool: SpoolLog | undefined;
  readonly #onIdle: () => void;
  /** Batches that are to go first: halves of larger ones, those of dead lanes and of earlier processes. */
  #first: Batch[] = [];
  readonly #lanes = new Set<Lane>();
  /** Events before this number are sent without waiting for a full batch. */
  #drainTo = 0;
  /** Nothing is sent earlier, in {@link ticks}. */
  #notBefore = -Infinity;
  #timer: unknown;
  #timerAt = 0;
  #maxBatchBytes: number;
  readonly #waiting = new Set<() => void>();
  #sealedEvents = 0;
  #sealedBytes = 0;
  isRefused = false;

  /** @param onIdle called when the last event that was held has been answered or given up */
  constructor(settings: Settings, counters: Counters, spool: SpoolLog | undefined, onIdle: () => void) {
    this.#settings = settings;
    this.#counters = counters;
    this.#spool = spool;
    this.#onIdle = onIdle;
    this.#maxBatchBytes = settings.maxBatchBytes;
    for (const { key, events } of spool?.adopted ?? []) {
      const bytes = events.reduce((sum, json) => sum + json.length, 0);
      this.#first.push(this.#hold(batchOf(events, bytes, -Infinity, key)));
    }
  }

  get inFlight(): number {
    let events = 0;
    for (const { batch } of this.#lanes) events += batch.events.length;
    return events;
  }

  /** All events that are held: in the queue, in batches that wait, in flight. */
  get held(): number {
    return this.queue.size + this.#sealedEvents;
  }

  /** Bytes of all events that are held. */
  get heldBytes(): number {
    return this.queue.bytes + this.#sealedBytes;
  }

  get isIdle(): boolean {
    return this.queue.size === 0 && this.#first.length === 0 && this.#lanes.size === 0;
  }

  /** Queues an event; one that is urgent waits less for others. */
  add(event: SealedEvent, isUrgent: boolean, now: number): void {
    this.queue.add(event);
    const { flushIntervalMs, maxInFlight } = this.#settings;
    const isNow = this.#lanes.size < maxInFlight && this.#isFull();
    // A full batch goes at once, but not within the host's call.
    this.#arm(isNow ? 0 : isUrgent ? flushIntervalMs / 10 : flushIntervalMs, now, !isNow);
  }

  /** Gives up the oldest of what is not under way; returns whether there was any. */
  dropOldest(reason: DropReason): boolean {
    const batch = this.#first.shift();
    if (batch !== undefined) this.#giveUp(batch, { [reason]: batch.events.length });
    else if (this.queue.size > 0) {
      this.queue.drop();
      this.#spool?.drop();
      this.#counters.drop(reason);
    } else return false;
    return true;
  }

  /**
   * Sends what is held now and waits for the answers, but not for longer than `timeoutMs`.
   * @returns whether everything was answered or given up
   */
  async flush(timeoutMs: number): Promise<boolean> {
    const target = this.queue.next;
    const deadline = ticks() + timeoutMs;
    while (!this.#isSettled(target)) {
      const left = deadline - ticks();
      if (left <= 0) return false;
      this.#drainTo = Math.max(this.#drainTo, target);
      this.#pump();
      await this.#nextChange(Math.min(left, LOOK_MS));
    }
    return true;
  }

  /** Sends, at once and in one request, as much as may outlive the page. */
  leave(room: number): void {
    if (this.#notBefore > ticks() || this.isRefused) return;
    const batch = this.#first.shift() ?? this.#seal(room);
    if (batch !== undefined) void this.#run(batch, true);
  }

  /** Begins what can begin. */
  begin(): void {
    if (!this.isIdle) this.#arm(0, Date.now());
  }

  #isSettled(target: number): boolean {
    const batches = [...this.#first, ...[...this.#lanes].map(({ batch }) => batch)];
    return this.queue.first >= target && batches.every(({ first }) => first >= target);
  }

  /** @param drains whether what does not fill a batch goes, too */
  #arm(delayMs: number, now: number, drains = true): void {
    const isSet = this.#timer !== undefined;
    // A timer that is long overdue died with the request that set it; one far ahead was set before the clock was.
    if (isSet && this.#timerAt <= now + delayMs && Math.abs(now - this.#timerAt) < GRACE_MS + delayMs) return;
    if (isSet) clearTimer(this.#timer);
    this.#timerAt = now + delayMs;
    this.#timer = setIdleTimer(() => {
      this.#timer = undefined;
      if (drains) this.#drainTo = this.queue.next;
      this.#pump();
    }, delayMs);
    try {
      this.#settings.waitUntil?.(idle(delayMs).then(() => this.flush(this.#settings.requestTimeoutMs)));
    } catch {
      // Not within a request.
    }
  }

  #isFull(): boolean {
    return this.queue.size >= this.#settings.maxBatchEvents || this.queue.bytes >= this.#maxBatchBytes;
  }

  #pump(): void {
    this.#buryDead();
    while (this.#lanes.size < this.#settings.maxInFlight) {
      const batch = this.#next();
      if (batch === undefined) break;
      void this.#run(batch, false);
    }
    if (this.queue.size > 0 && this.#lanes.size < this.#settings.maxInFlight) {
      this.#arm(this.#settings.flushIntervalMs, Date.now());
    }
  }

  #buryDead(): void {
    const now = ticks();
    for (const lane of this.#lanes) {
      if (now < lane.dueAt + GRACE_MS) continue;
      lane.isDead = true;
      this.#lanes.delete(lane);
      this.#first.unshift(lane.batch);
    }
  }

  #next(): Batch | undefined {
    if (this.isRefused) return undefined;
    const isDue = this.#isFull() || this.queue.first < this.#drainTo;
    return this.#first.shift() ?? (isDue ? this.#seal(this.#maxBatchBytes) : undefined);
  }

  #seal(maxBytes: number): Batch | undefined {
    if (this.queue.size === 0) return undefined;
    const { events, bytes, first } = this.queue.take(this.#settings.maxBatchEvents, maxBytes);
    const batch = this.#hold(batchOf(events, bytes, first));
    this.#spool?.seal(batch.key, events.length);
    return batch;
  }

  #hold(batch: Batch): Batch {
    this.#sealedEvents += batch.events.length;
    this.#sealedBytes += batch.bytes;
    return batch;
  }

  async #run(batch: Batch, isLeaving: boolean): Promise<void> {
    const lane: Lane = { batch, dueAt: Infinity, isDead: false, isLeaving };
    this.#lanes.add(lane);
    try {
      await this.#deliver(lane);
    } catch {
      this.#giveUp(batch, { failed: batch.events.length });
    }
    if (lane.isDead) return;
    this.#lanes.delete(lane);
    // Whoever waits for the end goes on with the rest: on Workers, this lane's request may be over by then.
    if (this.#waiting.size === 0) this.#pump();
    for (const wake of this.#waiting) wake();
    if (this.isIdle) this.#onIdle();
  }

  async #deliver(lane: Lane): Promise<void> {
    const { batch } = lane;
    for (;;) {
      const pause = Math.max(0, this.#notBefore - ticks());
      if (this.isRefused) return void this.#giveUp(batch, { unauthorized: batch.events.length });
      if (ticks() + pause > batch.expiresAt) return void this.#giveUp(batch, { expired: batch.events.length });
      if (pause > 0) {
        lane.dueAt = ticks() + pause;
        await idle(pause);
        if (lane.isDead) return;
        continue;
      }
      if (batch.attempts === 0) batch.expiresAt = ticks() + this.#settings.retryDeadlineMs;
      else this.#counters.retried++;
      const answer = await this.#attempt(lane);
      if (lane.isDead || !this.#goesOn(batch, answer)) return;
    }
  }

  /** Does what an answer asks for; returns whether the batch is to be sent again. */
  #goesOn(batch: Batch, answer: Answer | undefined): boolean {
    const { length } = batch.events;
    const verdict = answer === undefined
      ? { kind: "retry" as const, afterMs: undefined }
      : judgeAnswer(answer, length, Date.now());
    switch (verdict.kind) {
      case "retry":
        batch.attempts++;
        this.#notBefore = Math.max(this.#notBefore, ticks() + retryDelayMs(batch.attempts, verdict.afterMs));
        return true;
      case "taken":
        this.#counters.sent += length - this.#giveUp(batch, verdict.refused);
        return false;
      case "refused":
        this.#giveUp(batch, verdict.refused);
        this.#settings.warn(
          `Events were refused: ${Object.keys(verdict.refused).join()}.`,
        );
        return false;
      case "split":
        this.#split(batch);
        return false;
      case "unauthorized":
        // Nothing that is held or comes can be sent.
        this.isRefused = true;
        this.#giveUp(batch, { unauthorized: length });
        while (this.dropOldest("unauthorized"));
        this.#settings.warn(`The API key was refused (${answer?.status}); no more events are sent.`);
        return false;
    }
  }

  /** Ends a batch and counts its events that were dropped; returns how many. */
  #giveUp(batch: Batch, dropped: Record<string, number>): number {
    this.#spool?.settle(batch.key);
    this.#sealedEvents -= batch.events.length;
    this.#sealedBytes -= batch.bytes;
    let sum = 0;
    for (const [reason, events] of Object.entries(dropped)) {
      this.#counters.drop(reason, events);
      sum += events;
    }
    return sum;
  }

  #split(batch: Batch): void {
    const { events, first } = batch;
    if (events.length < 2) return void this.#giveUp(batch, { too_large: 1 });
    // What follows is made smaller from the beginning.
    this.#maxBatchBytes = Math.max(1_024, Math.min(this.#maxBatchBytes, batch.bytes / 2));
    const middle = Math.ceil(events.length / 2);
    const left = batchOf(events.slice(0, middle), batch.bytes / 2, first);
    const right = batchOf(events.slice(middle), batch.bytes / 2, first + middle);
    this.#first.unshift(left, right);
    this.#spool?.split(batch.key, left.key, middle, right.key);
  }

  /** One request; `undefined` when nobody answered in time. */
  async #attempt(lane: Lane): Promise<Answer | undefined> {
    const { batch, isLeaving } = lane;
    const { requestTimeoutMs, transport, url, apiKey, gzip } = this.#settings;
    const abort = new AbortController();
    lane.dueAt = ticks() + requestTimeoutMs;
    let timer: unknown;
    try {
      // A transport that does not heed the signal must not hold the lane either.
      const patience = new Promise<undefined>((resolve) => {
        timer = setIdleTimer(() => {
          abort.abort();
          // If all but the end of a body has come, the transport has an answer after all.
          setIdleTimer(() => resolve(undefined), LATE_MS);
        }, requestTimeoutMs);
      });
      const sending = Promise.resolve(transport({
        url,
        headers: requestHeaders(apiKey, batch.key),
        body: `{"events":[${batch.events.join(",")}]}`,
        gzip,
        isLeaving,
        signal: abort.signal,
      }));
      return await Promise.race([sending.catch(() => undefined), patience]);
    } catch {
      return undefined;
    } finally {
      clearTimer(timer);
    }
  }

  /** Resolves when a lane has ended, or after a while. Keeps the process alive: somebody waits. */
  async #nextChange(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = () => {
        clearTimer(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#waiting.add(wake);
    });
  }
}

function batchOf(events: string[], bytes: number, first: number, key = mintId(Date.now())): Batch {
  return { key, events, bytes, first, attempts: 0, expiresAt: Infinity };
}

function idle(ms: number): Promise<void> {
  return new Promise((resolve) => {
    if (setIdleTimer(resolve, ms) === undefined) resolve();
  });
}

function requestHeaders(apiKey: string, key: string): Record<string, string> {
  const name = `${SDK_NAME}/${SDK_VERSION}`;
  return {
    authorization: `Bearer ${apiKey}`,
    "content-type": "application/json",
    "idempotency-key": key,
    // In pages and their workers the user agent is the browser's own, and another would need leave of the service.
    [hostProcess() === undefined ? "x-fleetglass-sdk" : "user-agent"]: name,
  };
}
