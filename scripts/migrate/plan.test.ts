import { describe, expect, it } from "vitest";
import type { Migration } from "./parse-migration.ts";
import { type AppliedMigration, planDown, planUp } from "./plan.ts";

const files: Migration[] = ["0001", "0002", "0003"].map((id) => ({
  id,
  name: `create_${id}`,
  up: ["SELECT 1"],
  down: ["SELECT 2"],
  checksum: `sum-${id}`,
}));

function applied(...ids: string[]): AppliedMigration[] {
  return ids.map((id) => ({
    id,
    name: `create_${id}`,
    checksum: `sum-${id}`,
    appliedAt: "2026-01-01T00:00:00Z",
    durationMs: 1,
    isBroken: false,
  }));
}

const idsOf = (plan: Migration[]) => plan.map((migration) => migration.id);

describe("planUp()", () => {
  it("takes everything pending, in order", () => {
    expect(idsOf(planUp(files, applied("0001"), {}))).toEqual(["0002", "0003"]);
  });

  it("stops after the steps, and at the target", () => {
    expect(idsOf(planUp(files, [], { steps: 2 }))).toEqual(["0001", "0002"]);
    expect(idsOf(planUp(files, [], { target: "0001" }))).toEqual(["0001"]);
  });

  it("refuses a changed file, a missing file, a late file and an unknown target", () => {
    const changed = applied("0001").map((entry) => ({ ...entry, checksum: "other" }));
    expect(() => planUp(files, changed, {})).toThrow(/0001_create_0001 was changed/);
    expect(() => planUp(files.slice(1), applied("0001"), {})).toThrow(/file is missing/);
    expect(() => planUp(files, applied("0001", "0003"), {})).toThrow(/0002_create_0002 comes before 0003/);
    expect(() => planUp(files, [], { target: "0009" })).toThrow(/no migration 0009/);
  });

  it("refuses to go on over a migration that broke off", () => {
    const broken = applied("0001").map((entry) => ({ ...entry, isBroken: true }));
    expect(() => planUp(files, broken, {})).toThrow(/migrate down --steps 1/);
    expect(idsOf(planDown(files, broken, {}))).toEqual(["0001"]);
  });
});

describe("planDown()", () => {
  it("takes one step unless told otherwise, the last one first", () => {
    expect(idsOf(planDown(files, applied("0001", "0002"), {}))).toEqual(["0002"]);
    expect(idsOf(planDown(files, applied("0001", "0002"), { steps: 5 }))).toEqual(["0002", "0001"]);
  });

  it("keeps the target itself", () => {
    expect(idsOf(planDown(files, applied("0001", "0002", "0003"), { target: "0001" }))).toEqual(["0003", "0002"]);
    expect(idsOf(planDown(files, applied("0001"), { target: "0000" }))).toEqual(["0001"]);
  });
});
