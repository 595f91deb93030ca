import { describe, expect, it } from "vitest";
import { formatBytes } from "./bytes.ts";

describe("formatBytes()", () => {
  it.each([[0, "0 B"], [999, "999 B"], [1_000, "1.00 KB"], [14_200_000, "14.2 MB"], [2.5e15, "2500 TB"]])(
    "says %d as %s",
    (bytes, text) => expect(formatBytes(bytes)).toBe(text),
  );
});
