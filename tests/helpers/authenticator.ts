import type { DevFacts } from "../../local/dev-facts.ts";
import { ask } from "./ask.ts";
import { PERSON_PASSWORD, type TestPerson } from "./people.ts";
import { totp } from "./totp.ts";

/** An authenticator of a test's person. */
export interface Authenticator {
  /** A code that was not used for turning it on. */
  code(): string;
  recoveryCodes: string[];
}

/** Turns an authenticator on for a person; the first of its codes is used for that. */
export async function addAuthenticator(
  facts: DevFacts,
  { cookie }: Pick<TestPerson, "cookie">,
): Promise<Authenticator> {
  const enabled = await ask(facts, "POST", "/auth/two-factor/enable", { cookie, body: { password: PERSON_PASSWORD } });
  const { totpURI, backupCodes } = enabled.body as { totpURI: string; backupCodes: string[] };
  const verified = await ask(facts, "POST", "/auth/two-factor/verify-totp", { cookie, body: { code: totp(totpURI) } });
  if (verified.status !== 200) throw new Error(`the authenticator was answered with ${verified.status}`);
  return { code: () => totp(totpURI, 1), recoveryCodes: backupCodes };
}

/** The cookies of somebody who has entered their password and not yet their code. */
export async function signInHalfway(facts: DevFacts, { email }: Pick<TestPerson, "email">): Promise<string> {
  const body = { email, password: PERSON_PASSWORD };
  const answer = await ask(facts, "POST", "/auth/sign-in/email", { body });
  if (answer.body.twoFactorRedirect !== true) throw new Error("no code was asked for");
  return answer.cookies;
}
