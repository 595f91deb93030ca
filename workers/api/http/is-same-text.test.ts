import { describe, expect, it } from "vitest";
import { isSameText } from "./is-same-text.ts";

describe("isSameText()", () => {
  it("tells apart what differs in a letter, in length, or only in how bytes are written", () => {
    expect(isSameText("AAAA", "AAAA")).toBe(true);
    expect(isSameText("AAAB", "AAAA")).toBe(false);
    expect(isSameText("AAA", "AAAA")).toBe(false);
    expect(isSameText("", "AAAA")).toBe(false);
    // Both stand for the byte 0.
    expect(isSameText("AB", "AA")).toBe(false);
    expect(isSameText("AA==", "AA")).toBe(false);
  });
});
