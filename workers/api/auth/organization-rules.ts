import { APIError } from "better-auth/api";
import type { OrganizationOptions } from "better-auth/plugins/organization";
import { Role } from "../../../contract/account.ts";

function requireOneRole(role: string): void {
  if (!Role.safeParse(role).success) {
    throw new APIError("BAD_REQUEST", { message: `A member has one role, and ${JSON.stringify(role)} is not one.` });
  }
}

/** What the library would allow and we do not. The database refuses the same; these say so politely. */
export const organizationRules: NonNullable<OrganizationOptions["organizationHooks"]> = {
  beforeUpdateOrganization: async ({ organization }) => {
    if ("residency" in organization) {
      throw new APIError("BAD_REQUEST", { message: "An organisation's data stays in the region it was founded in." });
    }
  },
  beforeUpdateMemberRole: async ({ newRole }) => requireOneRole(newRole),
  beforeCreateInvitation: async ({ invitation }) => requireOneRole(invitation.role),
};
