import { APIError } from "better-auth/api";
import type { Database } from "../../../stores/postgres/connect.ts";
import { isBoundDomain, isBoundToProvider } from "../../../stores/postgres/single-sign-on/sign-in-rules.ts";

/** The code of the library's refusal, by which it is worded as a problem of ours. */
export const SSO_REQUIRED = "SSO_REQUIRED";

/** Refuses a session by password, code or passkey to somebody whose organisation lets them in through its provider only. */
export async function requireOtherWayIn(database: Database, userId: string): Promise<void> {
  if (await isBoundToProvider(database, userId)) throw onlyWayIn();
}

/** Refuses an account of their own to people of a domain that is signed in through a provider only. */
export async function refuseBoundDomain(database: Database, email: string): Promise<void> {
  if (await isBoundDomain(database, email.slice(email.lastIndexOf("@") + 1))) throw onlyWayIn();
}

function onlyWayIn(): APIError {
  const message = "Your organisation signs people in through its identity provider only.";
  return new APIError("FORBIDDEN", { code: SSO_REQUIRED, message });
}
