import { expect, test } from "vitest";
import type { PermissionFacts } from "./permission-facts.ts";
import { grantableScopes } from "./grantable-scopes.ts";

const exporting: PermissionFacts = {
  name: "exports:create",
  about: "Export data",
  scopes: ["own", "team", "org"],
  roles: {},
};

test("grantableScopes() offers what somebody has themselves, and nothing beyond it", () => {
  expect(grantableScopes(exporting, { grants: { "exports:create": "org" } })).toEqual(["own", "team", "org"]);
  expect(grantableScopes(exporting, { grants: { "exports:create": "team" } })).toEqual(["own", "team"]);
  expect(grantableScopes(exporting, { grants: { "exports:read": "org" } })).toEqual([]);
});
