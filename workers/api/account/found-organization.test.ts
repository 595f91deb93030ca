import { describe, expect, it } from "vitest";
import { slugOf } from "./found-organization.ts";

describe("slugOf()", () => {
  it("keeps letters and digits, with hyphens between", () => {
    expect(slugOf("Kestrel Logistics (EU)")).toBe("kestrel-logistics-eu");
  });

  it("takes accents off", () => {
    expect(slugOf("Søren & Åse Ümläut")).toBe("s-ren-ase-umlaut");
  });

  it("is never empty and never ends with a hyphen", () => {
    expect(slugOf("日本")).toBe("organization");
    expect(slugOf(`${"a".repeat(47)} b`)).toBe("a".repeat(47));
  });
});
