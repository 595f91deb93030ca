import { Dispatcher } from "./dispatcher.ts";
import type { EventType, OutgoingEvent } from "./event.ts";
import { flushBeforeExit, type Leaver, stayNoLonger } from "./exit-hooks.ts";
import { mintId } from "./mint-id.ts";
import type { Settings } from "./options.ts";
import {
  type Base,
  type ComposedEvent,
  composeEvent,
  copyOf,
  jsonOf,
  type SealedEvent,
  sealEvent,
  sealPlain,
} from "./seal-event.ts";
import type { SpoolLog } from "./spool-port.ts";
import { Counters, type Stats } from "./stats.ts";

/** Reach the live view ahead of the rest, and are never sampled. */
const URGENT: Record<string, true> = { error: true, task_error: true, security_alert: true };

/** What a client and its children share: settings, counters and what is to be sent. */
export class Core implements Leaver {
  readonly settings: Settings;
  readonly #counters = new Counters();
  readonly #spool: SpoolLog | undefined;
  readonly #dispatcher: Dispatcher;
  #isClosed = false;
  #isHooked = false;

  constructor(settings: Settings) {
    this.settings = settings;
    const { isOn, spool, apiKey, url, maxQueueBytes, warn } = settings;
    this.#spool = isOn ? spool?.open(`${apiKey} ${url}`, maxQueueBytes, warn) : undefined;
    this.#dispatcher = new Dispatcher(settings, this.#counters, this.#spool, () => stayNoLonger(this));
    if (this.#dispatcher.held === 0) return;
    this.#dispatcher.begin();
    this.#hook();
  }

  /**
   * Takes an event. Never throws: what cannot be taken is counted.
   * @param given what the host says; goes before `standard`, which goes before the base
   * @returns the event's id, also when it is dropped
   */
  track(given: object | undefined, base: Base, type?: EventType, standard?: Record<string, unknown>): string {
    const now = Date.now();
    const id = mintId(now);
    try {
      const reason = this.#refusal();
      if (reason === undefined) return this.#accept(given, base, type, standard, id, now);
      this.#counters.drop(reason);
    } catch {
      this.#counters.drop("invalid");
    }
    return id;
  }

  flush(timeoutMs: number): Promise<boolean> {
    return this.#dispatcher.flush(timeoutMs);
  }

  async shutdown(timeoutMs: number): Promise<boolean> {
    this.#isClosed = true;
    const isDone = await this.flush(timeoutMs);
    this.#spool?.close();
    stayNoLonger(this);
    return isDone;
  }

  async flushAtExit(): Promise<void> {
    await this.flush(this.settings.exitTimeoutMs);
    // What could not be sent in that time must not hold up the end again.
    stayNoLonger(this);
  }

  stats(): Stats {
    const { sent, retried, truncated, dropped } = this.#counters;
    const { held, heldBytes, inFlight } = this.#dispatcher;
    const queued = held - inFlight;
    return { queued, queuedBytes: heldBytes, inFlight, sent, retried, truncated, dropped: { ...dropped } };
  }

  #refusal(): string | undefined {
    if (this.#isClosed) return "closed";
    if (!this.settings.isOn) return "disabled";
    return this.#dispatcher.isRefused ? "unauthorized" : undefined;
  }

  #accept(
    given: object | undefined,
    base: Base,
    type: EventType | undefined,
    standard: Record<string, unknown> | undefined,
    id: string,
    now: number,
  ): string {
    const own = copyOf(given, type);
    if (standard !== undefined) fillIn(own, standard);
    if (type !== undefined) own.event_type = type;
    const { event_type: eventType } = own;
    if (typeof eventType !== "string") throw new TypeError("no event_type");
    const isUrgent = URGENT[eventType] === true;
    const { redact, sample } = this.settings;
    if (sample && !isUrgent && own.success !== false && Math.random() >= (sample[eventType] ?? 1)) {
      this.#counters.drop("sampled");
      return id;
    }
    let sealed = redact === undefined ? sealPlain(own, base, id, now) : undefined;
    if (sealed === undefined) {
      const whole = composeEvent({ event_id: id, timestamp: now, ...base.fields }, own, redact !== undefined);
      id = String(whole.event.event_id);
      const kept = redact === undefined ? whole : this.#redacted(whole.event, redact);
      if (kept === undefined) return id;
      sealed = sealEvent(kept);
    }
    this.#queue(sealed, isUrgent || own.priority === "high", now);
    return id;
  }

  #redacted(event: Record<string, unknown>, redact: NonNullable<Settings["redact"]>): ComposedEvent | undefined {
    try {
      const kept: unknown = redact(event as unknown as OutgoingEvent);
      if (kept) {
        // A promise is no event: the hook answers at once or its event is not sent.
        if (typeof kept !== "object" || "then" in kept) throw new TypeError("no event");
        return composeEvent({}, kept, false);
      }
      this.#counters.drop("redacted");
    } catch {
      this.#counters.drop("redact_failed");
      this.settings.warn("redact() failed; its events are dropped.");
    }
    return undefined;
  }

  #queue(event: SealedEvent, isUrgent: boolean, now: number): void {
    const { maxQueueEvents, maxQueueBytes, dropsNewest } = this.settings;
    while (this.#dispatcher.held >= maxQueueEvents || this.#dispatcher.heldBytes + event.bytes > maxQueueBytes) {
      if (!dropsNewest && this.#dispatcher.dropOldest("queue_full")) continue;
      this.#counters.drop("queue_full");
      return;
    }
    if (event.isCut) this.#counters.truncated++;
    this.#spool?.add(jsonOf(event));
    this.#dispatcher.add(event, isUrgent, now);
    this.#hook();
  }

  #hook(): void {
    if (!this.settings.flushOnExit) return;
    flushBeforeExit(this);
    if (this.#isHooked) return;
    this.#isHooked = true;
    this.settings.onPageLeave?.((room) => this.#dispatcher.leave(room));
  }
}

/** Puts in what is not said, under what is. */
function fillIn(own: Record<string, unknown>, standard: Record<string, unknown>): void {
  for (const name in standard) own[name] ??= standard[name];
}
