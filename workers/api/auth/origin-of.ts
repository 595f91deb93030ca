import type { ActorKind } from "../../../contract/audit.ts";
import type { Origin } from "../../../stores/postgres/settings.ts";

/** Where a request comes from. The platform sets the address, whatever the sender claims. */
export function originOf(headers: Headers, actorKind: ActorKind): Origin {
  return {
    actorKind,
    ip: headers.get("cf-connecting-ip") ?? undefined,
    userAgent: headers.get("user-agent") ?? undefined,
  };
}
