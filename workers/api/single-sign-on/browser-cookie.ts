import { FLOW_SECONDS } from "../../../stores/postgres/single-sign-on/flows.ts";
import type { ApiConfig } from "../config.ts";

type Place = Pick<ApiConfig, "publicUrl">;

/** Over HTTPS the name itself keeps other hosts of the domain from setting it. */
const nameOf = ({ publicUrl }: Place) => publicUrl.startsWith("https:") ? "__Host-fleetglass.sso" : "fleetglass.sso";
const attributesOf = ({ publicUrl }: Place) =>
  `Path=/; HttpOnly; SameSite=Lax${publicUrl.startsWith("https:") ? "; Secure" : ""}`;

/** `Set-Cookie` that ties a sign-in to the browser in which it began. */
export function markBrowser(place: Place, secret: string): string {
  return `${nameOf(place)}=${secret}; Max-Age=${FLOW_SECONDS}; ${attributesOf(place)}`;
}

/** `Set-Cookie` that ends it. */
export function unmarkBrowser(place: Place): string {
  return `${nameOf(place)}=; Max-Age=0; ${attributesOf(place)}`;
}

/** What the browser was given when the sign-in began. */
export function readMark(place: Place, headers: Headers): string | undefined {
  const start = `${nameOf(place)}=`;
  return headers.get("cookie")?.split("; ").find((cookie) => cookie.startsWith(start))?.slice(start.length);
}
