import { explainRefusal } from "./explain-refusal.ts";
import { attempt, post } from "./sign-in-requests.ts";
import type { Outcome } from "./use-attempt.ts";

/** Where the link of the mail leads to in the end. */
const RESET_PAGE = "/reset-password";
const DEAD_LINK = "This link was used before, or is older than an hour. Ask for another.";

/** Has a link sent with which a new password can be chosen. The answer is the same whether the address has an account. */
export async function askForReset(email: string): Promise<Outcome> {
  return await attempt<Outcome>(async () => {
    const response = await post("/auth/request-password-reset", { email, redirectTo: RESET_PAGE });
    if (response.ok) return { isDone: true };
    const { status, headers } = response;
    const isAddress = status >= 400 && status < 429;
    return { problem: isAddress ? "Enter an e-mail address." : explainRefusal(status, headers.get("retry-after")) };
  });
}

/** Chooses a new password by a link's token. Every session of the account ends. */
export async function resetPassword(token: string, newPassword: string): Promise<Outcome> {
  return await attempt<Outcome>(async () => {
    const response = await post("/auth/reset-password", { token, newPassword });
    if (response.ok) return { isDone: true };
    const { status, headers } = response;
    return { problem: status < 429 ? DEAD_LINK : explainRefusal(status, headers.get("retry-after")) };
  });
}
