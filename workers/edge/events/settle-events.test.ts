import { describe, expect, it } from "vitest";
import { DEFAULT_SETTINGS } from "../../../contract/default-settings.ts";
import type { EdgeSettings } from "../../../contract/rpc.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import type { EdgeContext } from "../context.ts";
import { settleEvents } from "./settle-events.ts";

const context = {
  now: Date.now(),
  prices: {
    kv: { get: () => Promise.resolve(null) },
    api: { publishPrices: () => Promise.resolve(null) },
    waitUntil() {},
  },
} as unknown as EdgeContext;

const anEvent = (fields: Partial<AcceptedEvent> = {}): AcceptedEvent => ({
  event_id: "e1",
  event_type: "llm_request",
  timestamp: Date.now(),
  session_id: "s1",
  user_id: "ana@example.com",
  agent_id: "a1",
  source: "http",
  cost_source: "none",
  ...fields,
});

const origin = (changes: Partial<EdgeSettings> = {}) => ({
  org_id: "org_1",
  settings: { ...DEFAULT_SETTINGS, ...changes },
});

describe("settleEvents()", () => {
  it("estimates what nobody reported, also of the version that an amendment takes back", async () => {
    const previous = anEvent({ model: "gpt-5", input_tokens: 1_000_000 });
    const amended = anEvent({ model: "gpt-5", amends: { version: 1, previous } });
    const [event] = await settleEvents([amended], origin(), context);
    expect(event).toMatchObject({ cost_source: "none" });
    expect(event?.amends?.previous).toMatchObject({ cost_usd: 1.25, cost_source: "estimated" });
  });

  it("puts pseudonyms in the place of addresses where the organisation wants that", async () => {
    const settings = { pseudonymise_emails: true, pseudonym_key: "ab".repeat(32) };
    const [event] = await settleEvents(
      [anEvent({ metadata: { "x@example.com": ["y@example.com"] } })],
      origin(settings),
      context,
    );
    expect(JSON.stringify(event)).not.toContain("@");
    expect(event?.user_id).toMatch(/^person_/);
  });

  it("stores no address where it has nothing to put in its place", async () => {
    const addresses = settleEvents([anEvent()], origin({ pseudonymise_emails: true }), context);
    await expect(addresses).rejects.toMatchObject({ code: "INGEST_UNAVAILABLE" });
  });
});
