import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../contract/limits.ts";
import { anEvent } from "./event.fixture.ts";
import { readBatch } from "./read-batch.ts";
import { sortBatch } from "./sort-batch.ts";

const context = { now: Date.now(), source: "http" } as const;

describe("sortBatch()", () => {
  it("accepts what is valid, says what is not and counts repeated ids", () => {
    const good = anEvent();
    const batch = sortBatch([good, { ...good }, anEvent({ event_id: "bad", input_tokens: -1 }), 7], "org_1", context);
    expect(batch).toMatchObject({ rejected: 2, duplicates: 1 });
    expect(batch.rejectedCodes).toEqual({ INVALID_VALUE: 1, INVALID_TYPE: 1 });
    expect(batch.accepted.map((event) => event.event_id)).toEqual([good.event_id]);
    expect(batch.errors).toMatchObject([
      { index: 2, event_id: "bad", code: "INVALID_VALUE", pointer: "/input_tokens" },
      { index: 3, event_id: null, code: "INVALID_TYPE", pointer: "" },
    ]);
  });

  it("lists a bounded number of faults but counts every refused event", () => {
    const batch = sortBatch(Array.from({ length: 1_000 }, () => ({})), "org_1", context);
    expect(batch.rejected).toBe(1_000);
    expect(batch.errors).toHaveLength(LIMITS.reportedErrors);
  });

  it("refuses the whole batch when one event names another organisation", () => {
    const other = [anEvent(), anEvent({ org_id: "org_2" })];
    expect(() => sortBatch(other, "org_1", context)).toThrow(expect.objectContaining({ code: "ORG_MISMATCH" }));
    expect(sortBatch([anEvent({ org_id: "org_1" })], "org_1", context).accepted).toHaveLength(1);
  });

  it("calls an event over 64 KB too large, whatever else is wrong with it", () => {
    const { errors } = sortBatch([anEvent({ error_message: "x".repeat(LIMITS.eventBytes) })], "org_1", context);
    expect(errors).toMatchObject([{ code: "TOO_LARGE", pointer: "" }]);
  });
});

describe("readBatch()", () => {
  it("takes a list under events, a bare list and a single event", () => {
    const event = anEvent();
    expect([readBatch({ events: [event] }), readBatch([event]), readBatch(event)]).toEqual([[event], [event], [event]]);
  });

  it.each([[[]], [{ events: [] }], [{}], ["x"], [null], [{ events: 5 }], [Array.from({ length: 1_001 }, () => ({}))]])(
    "refuses %j",
    (body) => expect(() => readBatch(body)).toThrow(expect.objectContaining({ code: "VAL_INVALID_FORMAT" })),
  );
});
