import type { Region } from "../../../contract/tenant.ts";
import type { RequestContext } from "../context.ts";

/** The live object of a name, in its region's jurisdiction. */
export function findLiveObject(
  { orgLive, config }: Pick<RequestContext, "orgLive" | "config">,
  region: Region,
  name: string,
): DurableObjectStub {
  const namespace = config.jurisdictions && region === "eu" ? orgLive.jurisdiction("eu") : orgLive;
  return namespace.get(namespace.idFromName(name));
}
