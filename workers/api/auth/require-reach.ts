import { isWithin, type Permission } from "../../../contract/permissions.ts";
import { AppError } from "../../../contract/problem.ts";
import type { Member } from "../context.ts";

/**
 * Throws SCOPE_MISSING unless a second permission reaches as far as the one that somebody came in by: what may not be seen may
 * not be taken along either, which roles of an organisation's own could otherwise allow.
 */
export function requireReach({ actor, grants, scope }: Member, permission: Permission): void {
  if (isWithin({ [permission]: scope }, grants)) return;
  const detail = `This takes the permission ${permission} as far as that to export, which ${actor.name} does not have.`;
  throw new AppError("SCOPE_MISSING", detail);
}
