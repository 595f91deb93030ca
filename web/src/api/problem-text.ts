import { ApiProblem } from "./problem.ts";

/** What went wrong, in words for a form; `undefined` when nothing did. */
export function problemText(error: unknown): string | undefined {
  if (error === null || error === undefined) return undefined;
  if (error instanceof ApiProblem) return error.detail;
  return "The service could not be reached. Check the connection and try again.";
}
