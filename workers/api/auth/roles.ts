import { createAccessControl } from "better-auth/plugins/access";
import { defaultStatements } from "better-auth/plugins/organization/access";
import type { Role } from "../../../contract/account.ts";

/** What the sign-in library lets members do to their organisation. What they may do elsewhere, routes say. */
export const accessControl = createAccessControl(defaultStatements);

const nothing = { organization: [], member: [], invitation: [], team: [], ac: [] } as const;

/** The library's permissions of each of our roles. */
export const memberRoles = {
  viewer: accessControl.newRole({ ...nothing }),
  user: accessControl.newRole({ ...nothing }),
  manager: accessControl.newRole({ ...nothing, invitation: ["create", "cancel"], team: ["create", "update"] }),
  admin: accessControl.newRole({
    ...nothing,
    organization: ["update"],
    member: ["create", "update", "delete"],
    invitation: ["create", "cancel"],
    team: ["create", "update", "delete"],
  }),
} satisfies Record<Role, unknown>;
