import type { ApiConfig } from "../config.ts";

const HMAC = { name: "HMAC", hash: "SHA-256" };
/** Cookies of the sign-in library, whose value is `<value>.<signature>`, URL-encoded. */
const OURS = /^(?:__Secure-)?fleetglass\./;

/** The secrets that cookies may be signed with. */
export interface CookieSecrets {
  secret: string;
  previous: string | undefined;
}

/** The secrets of the Worker's settings. */
export function secretsOf(config: Pick<ApiConfig, "authSecret" | "authSecretPrevious">): CookieSecrets {
  return { secret: config.authSecret, previous: config.authSecretPrevious };
}

/**
 * A request's headers in which cookies that carry the signature of the secret before carry that of the present one, so that
 * sessions outlive a change of the secret. Cookies with another signature stay as they are, and are refused.
 */
export async function renewSignatures(
  headers: Headers,
  { secret, previous }: CookieSecrets,
): Promise<Headers> {
  const cookies = headers.get("cookie");
  if (previous === undefined || cookies === null) return headers;
  const renewed = await Promise.all(cookies.split("; ").map((cookie) => renew(cookie, secret, previous)));
  const changed = new Headers(headers);
  changed.set("cookie", renewed.join("; "));
  return changed;
}

async function renew(cookie: string, secret: string, previous: string): Promise<string> {
  const split = cookie.indexOf("=");
  const name = cookie.slice(0, split);
  if (!OURS.test(name)) return cookie;
  const text = decode(cookie.slice(split + 1));
  const dot = text.lastIndexOf(".");
  if (dot <= 0 || !await isSigned(text.slice(0, dot), text.slice(dot + 1), previous)) return cookie;
  const value = text.slice(0, dot);
  return `${name}=${encodeURIComponent(`${value}.${await sign(value, secret)}`)}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return "";
  }
}

const keyOf = (secret: string) =>
  crypto.subtle.importKey("raw", new TextEncoder().encode(secret), HMAC, false, ["sign", "verify"]);

async function sign(value: string, secret: string): Promise<string> {
  const signature = await crypto.subtle.sign(HMAC, await keyOf(secret), new TextEncoder().encode(value));
  return btoa(String.fromCharCode(...new Uint8Array(signature)));
}

async function isSigned(value: string, signature: string, secret: string): Promise<boolean> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = Uint8Array.from(atob(signature), (letter) => letter.charCodeAt(0));
  } catch {
    return false;
  }
  return await crypto.subtle.verify(HMAC, await keyOf(secret), bytes, new TextEncoder().encode(value));
}
