import { describe, expect, it, vi } from "vitest";
import {
  DEFAULT_LIMITS,
  type Lease,
  type LeaseRequest,
  type OrgLimits,
  type QuotaObject,
} from "../../../contract/quota.ts";
import { type Bucket, fullBucket, refill, untilOpen } from "../../../durable-objects/org-quota/bucket.ts";
import { Gate } from "./gate.ts";

/** A quota object on the real bucket, under a clock that the test moves. */
function quotaObject(clock: { now: number }): QuotaObject & { calls: LeaseRequest[] } {
  let bucket: Bucket | undefined;
  const calls: LeaseRequest[] = [];
  return {
    calls,
    lease(request): Promise<Lease> {
      calls.push(request);
      const { limits, used, returned, wanted } = request;
      bucket ??= fullBucket(limits.events_per_second, clock.now);
      refill(bucket, limits.events_per_second, limits.events_per_second, clock.now);
      bucket.tokens += returned.events - used.events;
      const wait = untilOpen(bucket, limits.events_per_second);
      if (wait > 0) {
        const granted = { events: 0, requests: 0 };
        return Promise.resolve({ granted, refused: "rate", retry_after_ms: wait, remaining_events: 0 });
      }
      bucket.tokens -= wanted.events;
      return Promise.resolve({ granted: wanted, retry_after_ms: 0, remaining_events: Math.max(0, bucket.tokens) });
    },
  };
}

const limits = (events_per_second: number): OrgLimits => ({ ...DEFAULT_LIMITS, events_per_second });

/** Sends through several isolates for ten seconds; how many events passed. */
async function flood(isolates: number, perSecond: number, batch: number, limit: number): Promise<number> {
  const clock = { now: 1_000_000 };
  const object = quotaObject(clock);
  const gates = Array.from({ length: isolates }, () => new Gate(limits(limit)));
  const later: Promise<void>[] = [];
  let passed = 0;
  const end = clock.now + 10_000;
  for (let sent = 0; clock.now < end; sent++) {
    const gate = gates[sent % isolates];
    const admission = await gate?.admit(batch, clock.now, object, (work) => later.push(work));
    if (admission?.refused === undefined) passed += batch;
    await Promise.all(later.splice(0));
    clock.now += (batch / perSecond) * 1000;
  }
  return passed;
}

describe("Gate.admit()", () => {
  it.each([
    [1, 100_000, 100, 10_000],
    [8, 100_000, 100, 10_000],
    [8, 30_000, 1_000, 10_000],
    [3, 2_000, 50, 200],
    [16, 15_000, 10, 10_000],
  ])(
    "keeps %i isolates that send %i/s in batches of %i to %i/s within 10 %% over ten seconds",
    async (isolates, perSecond, batch, limit) => {
      const passed = await flood(isolates, perSecond, batch, limit);
      // A full bucket at the start is a second's worth, which the limit allows as a burst.
      expect(passed).toBeGreaterThanOrEqual(limit * 10 * 0.9);
      expect(passed).toBeLessThanOrEqual(limit * 11 * 1.05);
    },
  );

  it("lets everything through below the limit", async () => {
    expect(await flood(4, 5_000, 100, 10_000)).toBe(50_000);
  });

  it("does not make a quiet sender wait, and tells the object about it once a second", async () => {
    const clock = { now: 5_000_000 };
    const object = quotaObject(clock);
    const gate = new Gate(limits(10_000));
    const later: Promise<void>[] = [];
    for (let i = 0; i < 100; i++) {
      await gate.admit(1, clock.now, object, (work) => later.push(work));
      clock.now += 100;
    }
    await Promise.all(later);
    expect(object.calls.length).toBeLessThanOrEqual(11);
    const told = object.calls.reduce((sum, { used }) => sum + used.events, 0);
    expect(told).toBeGreaterThanOrEqual(90);
  });

  it("holds nobody back while the object does not answer", async () => {
    vi.spyOn(console, "warn").mockImplementation(() => {});
    const object = { lease: () => Promise.reject(new Error("overloaded")) };
    const gate = new Gate(limits(100));
    for (let i = 0; i < 50; i++) {
      expect((await gate.admit(100, 1_000 + i, object, () => {})).refused).toBeUndefined();
    }
    vi.restoreAllMocks();
  });

  it("passes a batch that is larger than a second's events, and lets it be paid off", async () => {
    const clock = { now: 0 };
    const object = quotaObject(clock);
    const gate = new Gate(limits(10));
    expect((await gate.admit(100, clock.now, object, () => {})).refused).toBeUndefined();
    const second = await gate.admit(100, clock.now + 1, object, () => {});
    expect(second.refused).toBe("rate");
    expect(second.retryAfterMs).toBeGreaterThan(5_000);
  });
});
