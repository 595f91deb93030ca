import { describe, expect, it } from "vitest";
import { formatAgo } from "./ago.ts";

const now = Date.UTC(2026, 10, 20, 13, 32);

describe("formatAgo()", () => {
  it.each([
    [now + 500, "now"],
    [now - 999, "now"],
    [now - 59_999, "59 s ago"],
    [now - 60_000, "1 min ago"],
    [now - 3_600_000, "1 h ago"],
    [now - 86_400_000, "Nov 19, 14:32"],
  ])("says %d as %s", (instant, text) => expect(formatAgo(instant, now, "Europe/Berlin")).toBe(text));
});
