import { describe, expect, it } from "vitest";
import { mayUse } from "./licences.ts";

const allowed = (licence: string | undefined, name = "some-package") => mayUse({ name, licence });

describe("mayUse()", () => {
  it("takes permissive licences, one of several to choose from, and all of several that hold together", () => {
    for (const licence of ["MIT", "MIT OR Apache-2.0", "(AFL-2.1 OR BSD-3-Clause)", "(Apache-2.0 AND BSD-3-Clause)"]) {
      expect([licence, allowed(licence)]).toEqual([licence, true]);
    }
  });

  it("refuses copyleft, part of it, what nobody has heard of, and nothing", () => {
    for (
      const licence of ["GPL-3.0-only", "AGPL-3.0", "MIT AND GPL-2.0", "SEE LICENSE IN x", "UNLICENSED", undefined]
    ) {
      expect([licence, allowed(licence)]).toEqual([licence, false]);
    }
  });

  it("takes some licences from the packages that were looked at, and from no other", () => {
    expect([allowed("MPL-2.0", "axe-core"), allowed("MPL-2.0", "axe-core-of-another")]).toEqual([true, false]);
    expect(allowed("Apache-2.0 AND LGPL-3.0-or-later AND MIT", "@img/sharp-wasm32")).toBe(true);
  });
});
