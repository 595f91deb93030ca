import { HTTPException } from "hono/http-exception";
import { AppError, PROBLEMS, toAppError } from "../../../contract/problem.ts";
import type { ApiContext } from "../context.ts";
import { logFailure } from "./log-failure.ts";

/** Answers a failed request: expected failures with their problem, others with fixed text and a line in the log. */
export function answerFailure(error: Error, c: ApiContext): Response {
  const { requestId, signal } = c.var.request;
  const problem = error instanceof HTTPException ? fromFramework(error) : toAppError(error);
  // Whoever left has cut the questions to the stores short; that is no failure, and nobody reads the answer.
  if (PROBLEMS[problem.code].status >= 500 && !signal.aborted) {
    logFailure(problem, { requestId, method: c.req.method, path: c.req.path });
  }
  return problem.toResponse(requestId);
}

/** The framework itself refuses only bodies that it cannot read. */
function fromFramework(error: HTTPException): AppError {
  if (error.status === 400) return new AppError("MALFORMED_JSON", undefined, { cause: error });
  return toAppError(error);
}
