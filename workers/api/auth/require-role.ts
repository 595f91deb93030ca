import type { Role } from "../../../contract/account.ts";
import { AppError } from "../../../contract/problem.ts";
import type { Member } from "../context.ts";

/** Throws SCOPE_MISSING unless the member has one of the roles. `action` completes "may not …". */
export function requireRole(member: Member, roles: readonly Role[], action: string): void {
  const { role } = member.organization;
  if (roles.includes(role)) return;
  throw new AppError("SCOPE_MISSING", `The role ${role} may not ${action}; ${roles.join(" or ")} may.`);
}
