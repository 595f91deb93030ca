import { describe, expect, it } from "vitest";
import { erasureDigest } from "../../../contract/erasure-digest.ts";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import { dropErased } from "./drop-erased.ts";

const events = ["ana@example.com", "ben@example.com"].map((user_id) => ({ user_id }) as AcceptedEvent);

describe("dropErased()", () => {
  it("leaves out whom the organisation had erased, and nobody else", async () => {
    const digest = await erasureDigest("org_1", "ana@example.com");
    expect((await dropErased(events, "org_1", [digest])).map(({ user_id }) => user_id)).toEqual(["ben@example.com"]);
    expect(await dropErased(events, "org_2", [digest])).toBe(events);
    expect(await dropErased(events, "org_1", undefined)).toBe(events);
  });
});
