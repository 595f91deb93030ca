import type { Permission } from "../../../contract/permissions.ts";
import type { TicketedObject } from "../../../contract/rpc.ts";
import type { Region } from "../../../contract/tenant.ts";
import type { RequestContext } from "../context.ts";
import { logError } from "../http/log-error.ts";
import { findLiveObject } from "./find-live-object.ts";

/** What has to be permitted to take from somebody what they may see. */
const NARROWING: readonly Permission[] = [
  "keys:write",
  "members:update",
  "organization:delete",
  "privacy:erase",
  "roles:write",
  "teams:write",
];
/** What only adds something, which takes nothing from anybody; whatever is not known to, may. */
const ADDING_POSTS = /\/(keys|teams|roles)$/;

/** Whether a request that was granted may have taken from somebody what they may see. */
export function narrows(permission: Permission, { method, path }: { method: string; path: string }): boolean {
  if (method === "GET" || !NARROWING.includes(permission)) return false;
  return method !== "POST" || !ADDING_POSTS.test(path);
}

/**
 * Has everybody who watches an organisation live show again that they may. Where the object does not answer, leases end by
 * themselves.
 */
export function endLeases(
  ctx: Pick<RequestContext, "orgLive" | "config" | "waitUntil">,
  { id, region }: { id: string; region: Region },
): void {
  // The generated type knows the object but not its methods.
  const object = findLiveObject(ctx, region, id) as unknown as TicketedObject;
  ctx.waitUntil(object.endLeases().catch((error: unknown) => logError("viewers were not told to come again", error)));
}
