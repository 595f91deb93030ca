import { attempt, codeOf, post, refusalOf } from "./sign-in-requests.ts";

/** What somebody shows besides their password: the code of their authenticator, or one of the codes they have put away. */
export type SecondFactor = { kind: "totp" | "recovery"; code: string; trustsBrowser: boolean };

/** How it ended. `isOver`: the password has to be entered again. */
export type SecondFactorOutcome = { goTo: string } | { problem: string; isOver?: true };

const PATHS = { totp: "/auth/two-factor/verify-totp", recovery: "/auth/two-factor/verify-backup-code" };
const WRONG = {
  totp: "This code is not right, or it was used before. Enter the one that is shown now.",
  recovery: "This code is not right, or it was used before.",
};
const OVER = "That took too long, or too many tries. Enter your password again.";

/** Finishes a sign-in whose password was right. */
export async function signInWithCode(
  { kind, code, trustsBrowser }: SecondFactor,
  next: string,
): Promise<SecondFactorOutcome> {
  return await attempt<SecondFactorOutcome>(async () => {
    const response = await post(PATHS[kind], { code: plainCode(kind, code), trustDevice: trustsBrowser });
    if (response.ok) return { goTo: next };
    const problem = await codeOf(response);
    if (problem === "AUTH_MISSING") return { problem: OVER, isOver: true };
    if (problem === "SSO_REQUIRED") return { problem: "Your organisation signs people in by single sign-on only." };
    return response.status < 429 ? { problem: WRONG[kind] } : refusalOf(response);
  });
}

/** People type codes as they are shown, in groups. */
function plainCode(kind: SecondFactor["kind"], code: string): string {
  return kind === "totp" ? code.replaceAll(/\D/g, "") : code.trim();
}
