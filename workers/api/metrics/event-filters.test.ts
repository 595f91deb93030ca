import { describe, expect, it } from "vitest";
import { readFilters } from "./event-filters.ts";

describe("readFilters()", () => {
  it("reads one value and several", () => {
    expect(readFilters({ team: "core", model: ["a", "b"] })).toEqual([
      { name: "model", include: ["a", "b"], exclude: [] },
      { name: "team", include: ["core"], exclude: [] },
    ]);
  });

  it("excludes values with an exclamation mark, the empty value too", () => {
    expect(readFilters({ agent_id: ["codex", "!claude", "!"] })).toEqual([
      { name: "agent_id", include: ["codex"], exclude: ["claude", ""] },
    ]);
  });

  it("finds none where none is named", () => {
    expect(readFilters({})).toEqual([]);
  });
});
