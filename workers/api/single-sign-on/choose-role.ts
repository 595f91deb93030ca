import { type Role, ROLES } from "../../../contract/account.ts";
import type { GroupRoles } from "../../../contract/single-sign-on.ts";

/** What a new member becomes: the highest role that one of their groups gives, or the default. */
export function chooseRole(groups: string[], groupRoles: GroupRoles, fallback: Role): Role {
  const given = groups.flatMap((group) => Object.hasOwn(groupRoles, group) ? groupRoles[group] ?? [] : []);
  return ROLES.findLast((role) => given.includes(role)) ?? fallback;
}
