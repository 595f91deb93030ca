import { problemText } from "../api/problem-text.ts";
import { readProblem } from "../api/problem.ts";
import { attempt, post } from "./sign-in-requests.ts";
import type { Outcome } from "./use-attempt.ts";

/** Posts JSON, and answers whether it was done. */
export async function postForOutcome(path: string, body: object): Promise<Outcome> {
  return await attempt<Outcome>(async () => {
    const response = await post(path, body);
    if (response.ok) return { isDone: true };
    return { problem: problemText(await readProblem(response)) ?? "" };
  });
}
