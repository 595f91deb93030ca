import { problemText } from "../api/problem-text.ts";
import { readProblem } from "../api/problem.ts";
import { attempt, post } from "../login/sign-in-requests.ts";
import { CONFIRMED_PATH } from "../login/explain-confirmation.ts";

/** How a request ended: done, or with words for the person. */
export type Outcome = { isDone: true } | { problem: string };

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
  return await send("/auth/sign-up/email", { ...account, callbackURL: CONFIRMED_PATH });
}

/** Has another link sent that confirms an address. The answer is the same whoever asks. */
export async function sendConfirmation(email: string): Promise<Outcome> {
  return await send("/auth/send-verification-email", { email, callbackURL: CONFIRMED_PATH });
}

/** Makes the account of somebody who was invited, who joins with that. */
export async function registerInvited(token: string, name: string, password: string): Promise<Outcome> {
  return await send("/v1/invitations/registration", { token, name, password });
}

/** Lets somebody who is signed in join by an invitation. */
export async function joinByInvitation(token: string): Promise<Outcome> {
  return await send("/v1/account/invitations", { token });
}

/** Founds an organisation; the session looks at it from then on. */
export async function foundOrganization(name: string, residency: string): Promise<Outcome> {
  return await send("/v1/organizations", { name, residency });
}

async function send(path: string, body: object): Promise<Outcome> {
  return await attempt<Outcome>(async () => {
    const response = await post(path, body);
    if (response.ok) return { isDone: true };
    return { problem: problemText(await readProblem(response)) ?? "" };
  });
}
