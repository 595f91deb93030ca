import type { Me } from "../../../contract/account.ts";
import type { Permission } from "../../../contract/permissions.ts";

/** Whether the signed-in person may do something, as far as the service has said. The service decides again when it is done. */
export function may(me: Me | undefined, permission: Permission): boolean {
  return me?.grants[permission] !== undefined;
}
