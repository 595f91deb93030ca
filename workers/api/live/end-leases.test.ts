import { describe, expect, it } from "vitest";
import { narrows } from "./end-leases.ts";

describe("narrows()", () => {
  it.each(
    [
      ["members:update", "DELETE", "/v1/organization/members/mem_1"],
      ["teams:write", "PUT", "/v1/organization/teams/team_1/members"],
      ["keys:write", "DELETE", "/v1/keys/key_1"],
      ["keys:write", "POST", "/v1/keys/key_1/rotate"],
      ["organization:delete", "POST", "/v1/organization/deletion"],
      ["members:update", "POST", "/v1/organization/members/mem_1/something-new"],
    ] as const,
  )("is true of %s by %s %s", (permission, method, path) => {
    expect(narrows(permission, { method, path })).toBe(true);
  });

  it.each(
    [
      ["keys:write", "POST", "/v1/keys"],
      ["teams:write", "POST", "/v1/organization/teams"],
      ["settings:update", "PATCH", "/v1/organization/settings"],
      ["members:update", "GET", "/v1/organization/members"],
    ] as const,
  )("is false of %s by %s %s", (permission, method, path) => {
    expect(narrows(permission, { method, path })).toBe(false);
  });
});
