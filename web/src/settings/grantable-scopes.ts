import type { Me } from "../../../contract/account.ts";
import type { Scope } from "../../../contract/permissions.ts";
import type { PermissionFacts } from "./permission-facts.ts";

/** From the nearest to the farthest; each holds the ones before it. */
const REACH: readonly Scope[] = ["own", "team", "org"];

/** How far somebody can grant a permission: as far as it can reach at all, and no farther than they have it themselves. */
export function grantableScopes({ name, scopes }: PermissionFacts, { grants }: Pick<Me, "grants">): Scope[] {
  const held = grants[name];
  if (held === undefined) return [];
  return scopes.filter((scope) => REACH.indexOf(scope) <= REACH.indexOf(held));
}
