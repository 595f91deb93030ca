import { describe, expect, it } from "vitest";
import { mintId } from "./mint-id.ts";

describe("mintId()", () => {
  it("makes UUIDv7s that hold the time", () => {
    const now = Date.now();
    const id = mintId(now);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace("-", "").slice(0, 12), 16)).toBeGreaterThanOrEqual(now);
  });

  it("sorts in the order of making: within a millisecond, past its counter, and when the clock goes back", () => {
    const now = Date.now() + 60_000;
    const ids = Array.from({ length: 20_000 }, (_, i) => mintId(i < 10_000 ? now : now - 5_000));
    expect(ids.toSorted()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
