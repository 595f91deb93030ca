import { readPasskey } from "../passkeys/browser-passkeys.ts";
import { explainRefusal } from "./explain-refusal.ts";

/**
 * How a try to sign in ended: with a place to go on to, with a code to be asked for, with an address that has to be confirmed
 * first, or with words for the person.
 */
export type SignInOutcome = { goTo: string } | { asksForCode: true } | { unconfirmed: string } | { problem: string };

const UNREACHABLE = "The service could not be reached. Check the connection.";
const NO_PROVIDER = "No single sign-on is set up for this address. Use your password.";

/** Signs in with e-mail and password; people of an organisation with single sign-on alone are sent on to its provider. */
export async function signInWithPassword(email: string, password: string, next: string): Promise<SignInOutcome> {
  return await attempt(async () => {
    const response = await post("/auth/sign-in/email", { email, password });
    if (response.ok) return await asksForCode(response) ? { asksForCode: true } : { goTo: next };
    const code = response.status === 403 ? await codeOf(response) : undefined;
    if (code === "SSO_REQUIRED") return await startSingleSignOn(email, next);
    if (code === "EMAIL_UNVERIFIED") return { unconfirmed: email };
    return refusalOf(response);
  });
}

/** Finds the identity provider of an address's domain. */
export async function startSingleSignOn(email: string, next: string): Promise<SignInOutcome> {
  return await attempt(async () => {
    const response = await post("/auth/sso/start", { email, next });
    if (!response.ok) return refusalOf(response);
    const { redirect_to: goTo } = await response.json() as { redirect_to: string | null };
    return goTo === null ? { problem: NO_PROVIDER } : { goTo };
  });
}

/** Signs in with a passkey of this device. */
export async function signInWithPasskey(next: string): Promise<SignInOutcome> {
  return await attempt(async () => {
    const asked = await fetch("/auth/passkey/generate-authenticate-options");
    if (!asked.ok) return refusalOf(asked);
    const passkey = await readPasskey(await asked.json() as PublicKeyCredentialRequestOptionsJSON);
    if (passkey === undefined) return { problem: "No passkey was used." };
    const response = await post("/auth/passkey/verify-authentication", { response: passkey });
    if (response.ok) return { goTo: next };
    if (await codeOf(response) === "SSO_REQUIRED") {
      return { problem: "Your organisation signs people in by single sign-on only." };
    }
    return response.status === 401 ? { problem: "This passkey is not known here." } : refusalOf(response);
  });
}

async function asksForCode(response: Response): Promise<boolean> {
  return (await response.json() as { twoFactorRedirect?: boolean }).twoFactorRedirect === true;
}

/** Runs a try; words for the person where the service does not answer. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | { problem: string }> {
  try {
    return await work();
  } catch {
    return { problem: UNREACHABLE };
  }
}

/** Posts JSON. */
export async function post(path: string, body: object): Promise<Response> {
  return await fetch(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Words for a refused sign-in. */
export function refusalOf({ status, headers }: Response): { problem: string } {
  return { problem: explainRefusal(status, headers.get("retry-after")) };
}

/** The code of the problem that a response is. */
export async function codeOf(response: Response): Promise<string | undefined> {
  return (await response.clone().json().catch(() => ({})) as { code?: string }).code;
}
