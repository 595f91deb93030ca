import type { Permission } from "../../../contract/permissions.ts";
import { AppError } from "../../../contract/problem.ts";
import type { OrganizationFacts } from "../context.ts";

/** What people can still do for an organisation that is held still: see that it is, take a deletion back, keep the law. */
const STILL: readonly Permission[] = [
  "organization:read",
  "organization:delete",
  "audit:read",
  "privacy:read",
  "privacy:export",
  "privacy:erase",
];

/** Throws ORG_SUSPENDED for an organisation that is suspended, or about to be deleted. */
export function refuseSuspended(organization: OrganizationFacts, permission: Permission): void {
  const reason = suspensionOf(organization);
  if (reason !== undefined && !STILL.includes(permission)) throw new AppError("ORG_SUSPENDED", reason);
}

/** Why nothing may be sent or asked for an organisation, in words; `undefined` where it may. */
export function suspensionOf(
  { suspendedAt, suspendedReason, deletionDueAt }: Pick<
    OrganizationFacts,
    "suspendedAt" | "suspendedReason" | "deletionDueAt"
  >,
): string | undefined {
  if (deletionDueAt !== null) {
    return `The organisation will be deleted at ${deletionDueAt.toISOString()}; an admin can cancel that.`;
  }
  if (suspendedAt === null) return undefined;
  return suspendedReason === null
    ? "The organisation is suspended."
    : `The organisation is suspended: ${suspendedReason}`;
}
