import type { Role } from "../../../contract/account.ts";
import type { Permission, Scope } from "../../../contract/permissions.ts";

/** One line of the contract's table of permissions, as the page is built with it: the browser needs no schemas for it. */
export interface PermissionFacts {
  name: Permission;
  about: string;
  scopes: readonly Scope[];
  roles: Partial<Record<Role, Scope>>;
}

/** How far a permission reaches, in words. */
export const SCOPE_LABELS: Record<Scope, string> = { own: "Own", team: "Their teams", org: "Everything" };

/** The part of the product that a permission is about, in words. */
export function subjectOf(name: Permission): string {
  const [subject = ""] = name.split(":");
  return subject === "sso" ? "Single sign-on" : `${subject.charAt(0).toUpperCase()}${subject.slice(1)}`;
}
