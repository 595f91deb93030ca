import { describe, expect, it } from "vitest";
import { ROLES } from "./account.ts";
import { GrantsInput, grantsOfKey, grantsOfRole, isWithin, Permission, PERMISSIONS } from "./permissions.ts";

describe("the table of permissions", () => {
  it("grants each permission only as far as it can reach", () => {
    for (const role of ROLES) expect(GrantsInput.safeParse(grantsOfRole(role)).error).toBeUndefined();
  });

  it("gives an admin everything that people can be given", () => {
    const byHand = Permission.options.filter((name) => Object.keys(PERMISSIONS[name].roles).length > 0);
    expect(Object.keys(grantsOfRole("admin"))).toEqual(byHand);
    for (const role of ROLES) expect(isWithin(grantsOfRole(role), grantsOfRole("admin"))).toBe(true);
  });

  it("lets viewers and users change nothing but their own views and exports", () => {
    for (const role of ["viewer", "user"] as const) {
      const changes = Object.entries(grantsOfRole(role)).filter(([name]) => !name.endsWith(":read"));
      expect(changes.every(([name, scope]) => /^(views|exports):/.test(name) && scope !== "org")).toBe(true);
    }
  });

  it("shows a user their teams and no more", () => {
    expect(grantsOfRole("user")["metrics:read"]).toBe("team");
    expect(grantsOfRole("user")["live:read"]).toBe("team");
    expect(grantsOfRole("user")["ingestion:read"]).toBeUndefined();
  });

  it("lets keys read what the fleet did, and nothing about the organisation's people or secrets", () => {
    expect(grantsOfKey(["ingest"])).toEqual({ "events:send": "org", "arrivals:read": "org" });
    const reading = Object.keys(grantsOfKey(["read"]));
    expect(reading).toContain("metrics:read");
    expect(reading.every((name) => name.endsWith(":read"))).toBe(true);
    expect(reading.some((name) => /^(keys|members|sso|audit|privacy):/.test(name))).toBe(false);
  });
});

describe("GrantsInput", () => {
  it("refuses unknown permissions, and scopes that a permission cannot have", () => {
    expect(GrantsInput.safeParse({ "metrics:write": "org" }).success).toBe(false);
    expect(GrantsInput.safeParse({ "usage:read": "team" }).error?.issues[0]?.path).toEqual(["usage:read"]);
    expect(GrantsInput.parse({ "metrics:read": "own" })).toEqual({ "metrics:read": "own" });
  });
});

describe("isWithin()", () => {
  it("compares permission by permission, and how far each reaches", () => {
    expect(isWithin({ "metrics:read": "team" }, { "metrics:read": "org" })).toBe(true);
    expect(isWithin({ "metrics:read": "org" }, { "metrics:read": "team" })).toBe(false);
    expect(isWithin({ "keys:write": "org" }, { "metrics:read": "org" })).toBe(false);
    expect(isWithin({}, {})).toBe(true);
  });
});
