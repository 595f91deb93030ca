import { ApiProblem } from "./problem.ts";

const SERVER_ERRORS = 500;

/** What went wrong, in words for a form; `undefined` when nothing did. */
export function problemText(error: unknown): string | undefined {
  if (error === null || error === undefined) return undefined;
  if (error instanceof ApiProblem) {
    // What a form can put right needs no number; what it cannot is looked up by it.
    const isOurs = error.status >= SERVER_ERRORS && error.requestId !== undefined;
    return isOurs ? `${error.detail} Request ${error.requestId}.` : error.detail;
  }
  return "The service could not be reached. Check the connection and try again.";
}
