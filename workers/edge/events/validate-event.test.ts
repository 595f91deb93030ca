import { describe, expect, it } from "vitest";
import { EVENT_FIELDS } from "../../../contract/event-fields.ts";
import { LIMITS } from "../../../contract/limits.ts";
import { anEvent } from "./event.fixture.ts";
import { validateEvent } from "./validate-event.ts";

const now = Date.UTC(2026, 10, 20, 12);
const context = { now, source: "http" } as const;
const faultsOf = (input: unknown) => {
  const result = validateEvent(input, context);
  return "faults" in result ? result.faults.map(({ code, pointer }) => `${code} ${pointer}`) : [];
};
const nest = (levels: number): unknown => levels === 0 ? 1 : { in: nest(levels - 1) };

describe("validateEvent()", () => {
  it("accepts an event with every field and normalises its time", () => {
    const result = validateEvent(
      anEvent({ timestamp: "2026-11-20T13:00:00.250+01:00", cost_usd: 0.1 + 0.2, duration_ms: 12.6 }),
      context,
    );
    expect(result).toMatchObject({
      event: { timestamp: now + 250, duration_ms: 13, cost_usd: 0.3, cost_source: "reported", source: "http" },
    });
  });

  it("names every required field that is missing", () => {
    const required = Object.entries(EVENT_FIELDS).filter(([, field]) => "required" in field).map(([name]) => name);
    expect(faultsOf({})).toEqual(required.map((name) => `REQUIRED /${name}`));
  });

  it.each([
    ["a text that is a number", { session_id: 5 }, "INVALID_TYPE /session_id"],
    ["a text that is too long", { model: "m".repeat(129) }, "TOO_LONG /model"],
    ["a required text that is empty", { user_id: "" }, "REQUIRED /user_id"],
    ["an unknown type", { event_type: "llm" }, "UNKNOWN_EVENT_TYPE /event_type"],
    ["a choice that is not one", { query_source: "other" }, "INVALID_VALUE /query_source"],
    ["a negative count", { input_tokens: -1 }, "INVALID_VALUE /input_tokens"],
    ["a fraction of a count", { input_tokens: 1.5 }, "INVALID_TYPE /input_tokens"],
    ["a number in quotes", { cost_usd: "0.1" }, "INVALID_TYPE /cost_usd"],
    ["a flag in quotes", { success: "true" }, "INVALID_TYPE /success"],
    ["a list as metadata", { metadata: [1] }, "INVALID_TYPE /metadata"],
    ["metadata that nests too deeply", { metadata: nest(LIMITS.metadataDepth + 1) }, "TOO_DEEP /metadata"],
    ["metadata that is too large", { metadata: { text: "ä".repeat(LIMITS.metadataBytes / 2) } }, "TOO_LARGE /metadata"],
    ["a custom event without its type", { event_type: "custom" }, "REQUIRED /custom_type"],
    ["a time without a zone", { timestamp: "2026-11-20T12:00:00" }, "INVALID_VALUE /timestamp"],
    ["a day that does not exist", { timestamp: "2026-02-30T12:00:00Z" }, "INVALID_VALUE /timestamp"],
    ["a time in seconds", { timestamp: now / 1000 }, "TIMESTAMP_OUT_OF_RANGE /timestamp"],
    ["a time 14 months ago", { timestamp: now - 14 * 31 * 86_400_000 }, "TIMESTAMP_OUT_OF_RANGE /timestamp"],
    ["a time the day after tomorrow", { timestamp: now + 25 * 3_600_000 }, "TIMESTAMP_OUT_OF_RANGE /timestamp"],
  ])("refuses %s", (_name, fields, fault) => {
    expect(faultsOf({ ...anEvent({ timestamp: now }), ...fields })).toEqual([fault]);
  });

  it.each([null, 7, "event", [anEvent()]])("refuses %j, which is no object", (input) => {
    expect(faultsOf(input)).toEqual(["INVALID_TYPE "]);
  });

  it("takes metadata at the very limit of depth", () => {
    expect(faultsOf({ ...anEvent({ timestamp: now }), metadata: nest(LIMITS.metadataDepth) })).toEqual([]);
  });

  it("treats null as absent and keeps fields it does not know under metadata", () => {
    const input = { ...anEvent({ timestamp: now }), model: null, flavour: "new", metadata: { a: 1 } };
    const result = validateEvent(input, context);
    expect(result).toMatchObject({ event: { metadata: { a: 1, flavour: "new" } } });
    expect("event" in result && result.event.model).toBeUndefined();
  });
});
