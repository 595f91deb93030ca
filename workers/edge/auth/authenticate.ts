import { hashApiKey, isApiKey, readApiKey } from "../../../contract/api-key.ts";
import { DEFAULT_SETTINGS } from "../../../contract/default-settings.ts";
import { AppError } from "../../../contract/problem.ts";
import type { EdgeSettings, KeyScope, KeyVerdict } from "../../../contract/rpc.ts";
import { type KeySources, lookUpKey } from "./key-cache.ts";

/** An API key that may be used. */
export type ActiveKey = Extract<KeyVerdict, { status: "active" }> & { settings: EdgeSettings };

/** The key that a request carries, if it may do what `scope` says. Fails with 401 or 403. */
export async function authenticate(
  request: Request,
  scope: KeyScope,
  sources: KeySources,
  now: number,
): Promise<ActiveKey> {
  const key = readApiKey(request.headers);
  if (key === undefined) {
    throw unauthorised("AUTH_MISSING", "Send the API key as `Authorization: Bearer fg_…` or `X-API-Key: fg_…`.");
  }
  if (!isApiKey(key)) throw unauthorised("AUTH_INVALID", "The API key does not have the form fg_<region>_<random>.");
  const verdict = await lookUpKey(await cachedHash(key), sources, now);
  if (verdict.status === "unknown") throw unauthorised("AUTH_INVALID", "The API key is not known.");
  if (verdict.status === "revoked") throw unauthorised("AUTH_REVOKED", "The API key was revoked.");
  if (verdict.status === "suspended") throw new AppError("ORG_SUSPENDED", verdict.reason);
  if (verdict.expires_at !== undefined && verdict.expires_at <= now) {
    throw unauthorised("AUTH_REVOKED", "The API key has expired.");
  }
  if (!verdict.scopes.includes(scope)) throw new AppError("SCOPE_MISSING", `The API key lacks the scope ${scope}.`);
  return { ...verdict, settings: verdict.settings ?? DEFAULT_SETTINGS };
}

function unauthorised(code: "AUTH_MISSING" | "AUTH_INVALID" | "AUTH_REVOKED", detail: string): AppError {
  return new AppError(code, detail, { headers: { "www-authenticate": 'Bearer realm="fleetglass"' } });
}

const MAX_HASHES = 10_000;
const hashes = new Map<string, string>();

/** Hashing is asynchronous and costs more than the rest of a cache hit, so an isolate hashes each key once. */
async function cachedHash(key: string): Promise<string> {
  const known = hashes.get(key);
  if (known !== undefined) return known;
  const hash = await hashApiKey(key);
  if (hashes.size >= MAX_HASHES) hashes.clear();
  hashes.set(key, hash);
  return hash;
}
