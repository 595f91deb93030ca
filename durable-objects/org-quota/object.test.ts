import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { DEFAULT_LIMITS, type LeaseRequest, type OrgLimits } from "../../contract/quota.ts";

const NOTHING = { events: 0, requests: 0 };
const newObject = () => exports.OrgQuota.getByName(crypto.randomUUID());

function ask(events: number, limits: Partial<OrgLimits> = {}, change: Partial<LeaseRequest> = {}): LeaseRequest {
  return {
    limits: { ...DEFAULT_LIMITS, ...limits },
    used: NOTHING,
    returned: NOTHING,
    wanted: { events, requests: 1 },
    ...change,
  };
}

describe("OrgQuota.lease()", () => {
  it("grants a second's events and then refuses, saying when to come again", async () => {
    const quota = newObject();
    const limits = { events_per_second: 100 };
    expect(await quota.lease(ask(100, limits))).toMatchObject({ granted: { events: 100 }, retry_after_ms: 0 });
    await quota.lease(ask(200, limits, { used: { events: 50, requests: 1 } }));
    const refused = await quota.lease(ask(1, limits));
    expect(refused).toMatchObject({ granted: NOTHING, refused: "rate", remaining_events: 0 });
    expect(refused.retry_after_ms).toBeGreaterThan(100);
    expect(refused.retry_after_ms).toBeLessThan(4_000);
  });

  it("takes back what was not needed", async () => {
    const quota = newObject();
    const limits = { events_per_second: 100 };
    await quota.lease(ask(100, limits));
    const lease = await quota.lease(ask(50, limits, { returned: { events: 80, requests: 0 } }));
    expect(lease).toMatchObject({ granted: { events: 50 } });
  });

  it("refuses when there are too many requests, however small", async () => {
    const quota = newObject();
    const limits = { requests_per_minute: 60 };
    const answers = [];
    for (let i = 0; i < 15; i++) answers.push((await quota.lease(ask(1, limits))).refused);
    expect(answers.filter((refused) => refused === undefined).length).toBeLessThanOrEqual(12);
    expect(answers.at(-1)).toBe("rate");
  });

  it("counts the month over an eviction, refuses at its end and starts again in the next", async () => {
    const quota = newObject();
    const limits = { events_per_month: 1_000 };
    await quota.lease(ask(600, limits));
    await quota.lease(ask(0, limits, { used: { events: 400, requests: 1 } }));
    await runDurableObjectAlarm(quota);
    await evictDurableObject(quota);
    expect(await quota.lease(ask(1, limits))).toMatchObject({ refused: "month", granted: NOTHING });
    await runInDurableObject(
      quota,
      (_object, { storage }) => storage.put("month", { month: "2020-01", events: 1_000 }),
    );
    await evictDurableObject(quota);
    expect((await quota.lease(ask(1, limits))).refused).toBeUndefined();
  });
});
