import type { Role } from "../../../contract/account.ts";

/** Roles that may make, rotate and revoke API keys. */
export const KEY_KEEPERS: readonly Role[] = ["manager", "admin"];
