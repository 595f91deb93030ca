import { CONFIRMED_PATH } from "../login/explain-confirmation.ts";
import { postForOutcome } from "../login/post-for-outcome.ts";
import type { Outcome } from "../login/use-attempt.ts";

/** Whom to make an account for. */
export interface NewAccount {
  name: string;
  email: string;
  password: string;
}

/** Whether anybody may make an account here; where that cannot be asked, the form itself is told. */
export async function isSignUpOpen(): Promise<boolean> {
  const response = await fetch("/v1/sign-up").catch(() => undefined);
  if (response?.ok !== true) return true;
  return (await response.json() as { open: boolean }).open;
}

/** Makes an account. The answer is the same where the address has one; its owner is told by mail. */
export async function signUp(account: NewAccount): Promise<Outcome> {
  return await postForOutcome("/auth/sign-up/email", { ...account, callbackURL: CONFIRMED_PATH });
}

/** Makes the account of somebody who was invited, who joins with that. */
export async function registerInvited(token: string, name: string, password: string): Promise<Outcome> {
  return await postForOutcome("/v1/invitations/registration", { token, name, password });
}

/** Lets somebody who is signed in join by an invitation. */
export async function joinByInvitation(token: string): Promise<Outcome> {
  return await postForOutcome("/v1/account/invitations", { token });
}

/** Founds an organisation; the session looks at it from then on. */
export async function foundOrganization(name: string, residency: string): Promise<Outcome> {
  return await postForOutcome("/v1/organizations", { name, residency });
}
