import { postForOutcome } from "./post-for-outcome.ts";
import { CONFIRMED_PATH } from "./explain-confirmation.ts";
import type { Outcome } from "./use-attempt.ts";

/** Has another link sent that confirms an address. The answer is the same whoever asks. */
export async function sendConfirmation(email: string): Promise<Outcome> {
  return await postForOutcome("/auth/send-verification-email", { email, callbackURL: CONFIRMED_PATH });
}
