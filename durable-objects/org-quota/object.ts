import { DurableObject } from "cloudflare:workers";
import type { Lease, LeaseRequest, OrgLimits, QuotaObject } from "../../contract/quota.ts";
import { type Bucket, fullBucket, refill, untilOpen } from "./bucket.ts";

/** How much a bucket holds: a second's events, ten seconds' requests. */
const REQUEST_BURST_SECONDS = 10;
/** The month's count is written behind by at most this. */
const SAVE_INTERVAL_MS = 1_000;

interface MonthCount {
  /** `YYYY-MM`, UTC. */
  month: string;
  events: number;
}

/**
 * One organisation's limits, shared by all isolates of the edge. They lease events ahead of need and settle what they let
 * through meanwhile, so the rate holds across isolates without a call for every request.
 */
export class OrgQuota extends DurableObject<LiveEnv> implements QuotaObject {
  #events: Bucket | undefined;
  #requests: Bucket | undefined;
  #month: MonthCount | undefined;
  #savedAt = 0;

  async lease({ limits, used, returned, wanted }: LeaseRequest): Promise<Lease> {
    const now = Date.now();
    const events = this.#events ??= fullBucket(limits.events_per_second, now);
    const requests = this.#requests ??= fullBucket(requestCapacity(limits), now);
    refill(events, limits.events_per_second, limits.events_per_second, now);
    refill(requests, limits.requests_per_minute / 60, requestCapacity(limits), now);
    events.tokens += returned.events - used.events;
    requests.tokens += returned.requests - used.requests;
    const month = await this.#countMonth(used.events - returned.events, now);

    const untilMonth = limits.events_per_month !== null && month.events >= limits.events_per_month;
    const wait = Math.max(
      untilOpen(events, limits.events_per_second),
      untilOpen(requests, limits.requests_per_minute / 60),
    );
    if (untilMonth || wait > 0) {
      return {
        granted: { events: 0, requests: 0 },
        refused: untilMonth ? "month" : "rate",
        retry_after_ms: untilMonth ? untilNextMonth(now) : wait,
        remaining_events: 0,
      };
    }
    events.tokens -= wanted.events;
    requests.tokens -= wanted.requests;
    await this.#countMonth(wanted.events, now);
    return {
      granted: wanted,
      retry_after_ms: 0,
      remaining_events: Math.max(0, Math.floor(events.tokens)),
    };
  }

  async #countMonth(events: number, now: number): Promise<MonthCount> {
    const name = new Date(now).toISOString().slice(0, 7);
    this.#month ??= await this.ctx.storage.get<MonthCount>("month");
    if (this.#month?.month !== name) this.#month = { month: name, events: 0 };
    this.#month.events = Math.max(0, this.#month.events + events);
    if (events !== 0) await this.#saveSoon(now);
    return this.#month;
  }

  async #saveSoon(now: number): Promise<void> {
    if (now - this.#savedAt < SAVE_INTERVAL_MS) {
      if (await this.ctx.storage.getAlarm() === null) await this.ctx.storage.setAlarm(now + SAVE_INTERVAL_MS);
      return;
    }
    await this.#save(now);
  }

  async #save(now: number): Promise<void> {
    this.#savedAt = now;
    if (this.#month !== undefined) await this.ctx.storage.put("month", this.#month);
  }

  /** Saves the month's count after the last call of a burst. */
  override async alarm(): Promise<void> {
    await this.#save(Date.now());
  }
}

function requestCapacity(limits: OrgLimits): number {
  return (limits.requests_per_minute / 60) * REQUEST_BURST_SECONDS;
}

function untilNextMonth(now: number): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) - now;
}
