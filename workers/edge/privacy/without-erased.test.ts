import { describe, expect, it } from "vitest";
import { erasureDigest } from "../../../contract/erasure-digest.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import type { CounterPoint, Tidings } from "../../../contract/telemetry.ts";
import { withoutErased } from "./without-erased.ts";

const event = (event_id: string, user_id: string) => ({ event_id, user_id }) as AcceptedEvent;
const told: Omit<Tidings, "now"> = {
  marks: [{ scope: "s:1", measure: "tokens", rank: 3, at: 1 }],
  claims: [
    { event: event("hers", "Ana@Example.com") },
    { event: event("in her trace", "unknown"), traceId: "hers" },
    { event: event("in his trace", "unknown"), traceId: "his" },
    { event: event("in her trace, and his", "ben@example.com"), traceId: "hers" },
  ],
  points: ["ana@example.com", "ben@example.com"].map((user) => ({ event: event(user, user) }) as CounterPoint),
  traces: [
    { trace_id: "hers", parents: {}, context: { user_id: "ana@example.com" } },
    { trace_id: "his", parents: {}, context: { user_id: "ben@example.com" } },
  ],
};

describe("withoutErased()", () => {
  it("tells nothing of a person who was erased, nor of what only their trace says is theirs", async () => {
    const left = await withoutErased(told, "org_1", [await erasureDigest("org_1", "ana@example.com")]);
    expect(left.claims.map(({ event }) => event.event_id)).toEqual(["in his trace", "in her trace, and his"]);
    expect(left.points.map(({ event }) => event.user_id)).toEqual(["ben@example.com"]);
    expect(left.traces.map(({ trace_id }) => trace_id)).toEqual(["his"]);
    expect(left.marks).toEqual(told.marks);
  });

  it("leaves everything as it is where nobody was erased, or somebody of another organisation", async () => {
    expect(await withoutErased(told, "org_1", undefined)).toBe(told);
    expect(await withoutErased(told, "org_2", [await erasureDigest("org_1", "ana@example.com")])).toBe(told);
  });
});
