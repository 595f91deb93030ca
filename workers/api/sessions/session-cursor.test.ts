import { describe, expect, it } from "vitest";
import { decodeCursor, encodeCursor } from "./session-cursor.ts";

describe("a session cursor", () => {
  it("comes back as the place it stands for, whatever the session is called", () => {
    for (const sessionId of ["s1", "ünïcode/☃+?", "a".repeat(256)]) {
      const cursor = encodeCursor({ startedAt: 1_790_000_000_123, sessionId });
      expect(cursor).toMatch(/^[\w-]+$/);
      expect(decodeCursor(cursor)).toEqual({ startedAt: 1_790_000_000_123, sessionId });
    }
  });

  it("is refused with a pointer when it is made up", () => {
    for (const cursor of ["", "%%%", btoa("[1]"), btoa('["x","y"]')]) {
      expect(() => decodeCursor(cursor)).toThrow(expect.objectContaining({ code: "VAL_INVALID_FORMAT" }));
    }
  });
});
