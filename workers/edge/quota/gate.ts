import type { Lease, OrgLimits, QuotaObject, QuotaRefusal, Spending } from "../../../contract/quota.ts";

/** Whether a batch may pass, and what the sender is told about its limits. */
export interface Admission {
  refused?: QuotaRefusal;
  retryAfterMs: number;
  /** Events left in this second, as far as this isolate knows. */
  remainingEvents: number;
}

/** A lease lasts this long; what is left of it then goes back. */
const LEASE_MS = 500;
/** Let through before the object has been told: this share of a second's events. */
const UNTOLD_SHARE = 0.02;
/** A quiet sender's spending is told at most this often. */
const TELL_INTERVAL_MS = 1_000;
/** While the object does not answer, nobody is held back for it; it is asked again after this long. */
const OUTAGE_MS = 2_000;
const NOTHING: Spending = { events: 0, requests: 0 };

/**
 * One organisation's gate in this isolate. It passes batches on credit leased from the organisation's quota object, and small
 * amounts ahead of telling it, so that a quiet sender never waits for a limit that it is far from.
 */
export class Gate {
  limits: OrgLimits;
  #credit = NOTHING;
  #creditUntil = 0;
  /** Passed without a lease and not told yet. */
  #untold = NOTHING;
  #blockedUntil = 0;
  #openUntil = 0;
  #askedAt = 0;
  #refused: QuotaRefusal | undefined;
  #remaining: number;
  #isTelling = false;

  constructor(limits: OrgLimits) {
    this.limits = limits;
    this.#remaining = limits.events_per_second;
  }

  /** The refusal that holds at the moment, if any: asked before a body is read. */
  refusal(now: number): Admission | undefined {
    return this.#blockedUntil > now ? this.#describe(now) : undefined;
  }

  /**
   * Lets a batch through or refuses it. A gate outlives requests and the platform ties calls to the request that makes them,
   * so each request brings its own `object`, and none waits for another's call.
   * @param later keeps the isolate alive for what is told after the answer
   */
  async admit(
    events: number,
    now: number,
    object: QuotaObject,
    later: (work: Promise<void>) => void,
  ): Promise<Admission> {
    if (this.#blockedUntil > now) return this.#describe(now);
    if (this.#spendCredit(events, now)) return this.#describe(now);
    const most = this.limits.events_per_second * UNTOLD_SHARE;
    const untold = this.#untold.events + events;
    if ((this.#refused === undefined && untold <= most) || now < this.#openUntil) {
      this.#passUntold(events);
      const isDue = now - this.#askedAt >= TELL_INTERVAL_MS || untold > most / 2;
      if (isDue && !this.#isTelling && now >= this.#openUntil) later(this.#tell(object, now));
      return this.#describe(now);
    }
    await this.#lease(object, this.#wanted(events), now);
    // Where another batch was faster, or the object does not answer, this one passes and is counted afterwards.
    if (this.#blockedUntil <= now && !this.#spendCredit(events, now)) this.#passUntold(events);
    return this.#describe(now);
  }

  #describe(now: number): Admission {
    if (this.#blockedUntil > now && this.#refused !== undefined) {
      return { refused: this.#refused, retryAfterMs: this.#blockedUntil - now, remainingEvents: 0 };
    }
    return { retryAfterMs: 0, remainingEvents: this.#remaining + this.#credit.events };
  }

  #spendCredit(events: number, now: number): boolean {
    if (now >= this.#creditUntil || this.#credit.events < events || this.#credit.requests < 1) return false;
    this.#credit = { events: this.#credit.events - events, requests: this.#credit.requests - 1 };
    return true;
  }

  #passUntold(events: number): void {
    this.#untold = { events: this.#untold.events + events, requests: this.#untold.requests + 1 };
  }

  /** The batch, and what a busy sender is likely to send while the lease lasts: a tenth of a second's worth at most. */
  #wanted(events: number): Spending {
    const ahead = Math.min(Math.floor(this.limits.events_per_second / 10), events * 10);
    return { events: Math.max(events, ahead), requests: 10 };
  }

  async #tell(object: QuotaObject, now: number): Promise<void> {
    this.#isTelling = true;
    await this.#lease(object, NOTHING, now);
    this.#isTelling = false;
  }

  async #lease(object: QuotaObject, wanted: Spending, now: number): Promise<void> {
    const [used, returned] = [this.#untold, this.#credit];
    this.#untold = NOTHING;
    this.#credit = NOTHING;
    this.#askedAt = now;
    try {
      this.#take(await object.lease({ limits: this.limits, used, returned, wanted }), now);
    } catch (error) {
      this.#untold = { events: this.#untold.events + used.events, requests: this.#untold.requests + used.requests };
      this.#openUntil = now + OUTAGE_MS;
      console.warn(JSON.stringify({ level: "warn", message: "quota object does not answer", error: String(error) }));
    }
  }

  #take(lease: Lease, now: number): void {
    this.#remaining = lease.remaining_events;
    this.#refused = lease.refused;
    // Another request's lease may have come in meanwhile.
    this.#credit = {
      events: this.#credit.events + lease.granted.events,
      requests: this.#credit.requests + lease.granted.requests,
    };
    this.#creditUntil = now + LEASE_MS;
    if (lease.refused !== undefined) this.#blockedUntil = now + Math.max(1, lease.retry_after_ms);
  }
}
