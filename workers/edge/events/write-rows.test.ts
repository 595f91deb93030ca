import { describe, expect, it } from "vitest";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import { writeRows } from "./write-rows.ts";

const stamp = { org_id: "org_1", region: "eu", received_at: 1_795_169_018_300 } as const;
const event: AcceptedEvent = {
  event_id: "evt_1",
  event_type: "llm_request",
  timestamp: 1_795_169_018_293,
  session_id: "s",
  user_id: "u",
  agent_id: "a",
  source: "http",
  cost_source: "reported",
};
const read = (fields: Partial<AcceptedEvent>) => JSON.parse(writeRows([{ ...event, ...fields }], stamp));

describe("writeRows()", () => {
  it("writes what the batch shares, what is derived and the event as it stands", () => {
    expect(read({ cost_usd: 0.3, metadata: { a: [1] } })).toEqual({
      ...event,
      org_id: "org_1",
      region: "eu",
      received_at: 1_795_169_018_300,
      cost_usd: 0.3,
      metadata: { a: [1] },
      environment: "production",
      event_category: "performance",
    });
  });

  it.each([
    ["half a pair", "a\ud83db", "a\ufffdb"],
    ["the other half", "a\ude00b", "a\ufffdb"],
    ["half a pair after a backslash", "\\\ud83d", "\\\ufffd"],
    ["a whole pair", "😀", "😀"],
    ["text that only looks like an escape", "\\ud83d", "\\ud83d"],
  ])("repairs texts that no store can read: %s", (_name, text, expected) => {
    expect(read({ error_message: text }).error_message).toBe(expected);
    expect(read({ metadata: { [text]: text } }).metadata).toEqual({ [expected]: expected });
  });

  it("gives the same error the same fingerprint whatever ids are in its message, and another error another", () => {
    const failed = (error_message: string) => read({ event_type: "error", error_message }).fingerprint;
    expect(failed("timeout after 1503 ms on /srv/app/a.ts")).toBe(failed("timeout after 99 ms on /home/b/c.ts"));
    expect(failed("timeout after 1503 ms")).not.toBe(failed("connection reset"));
    expect(read({}).fingerprint).toBeUndefined();
  });
});
