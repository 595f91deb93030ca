import { HTTPException } from "hono/http-exception";
import { AppError, type ProblemCode, PROBLEMS, toAppError } from "../../../contract/problem.ts";
import type { ApiContext } from "../context.ts";
import { logFailure } from "./log-failure.ts";

/** Answers a failed request: expected failures with their problem, others with fixed text and a line in the log. */
export function answerFailure(error: Error, c: ApiContext): Response {
  const { requestId, signal } = c.var.request;
  const problem = error instanceof HTTPException ? fromFramework(error) : toAppError(error);
  // Whoever left has cut the questions to the stores short; that is no failure, and nobody reads the answer.
  if (PROBLEMS[problem.code].status >= 500 && !signal.aborted) {
    const orgId = c.get("member")?.organization.id;
    logFailure(problem, { requestId, orgId, method: c.req.method, path: c.req.path });
  }
  return problem.toResponse(requestId);
}

const REFUSED_BODIES: Partial<Record<number, ProblemCode>> = { 400: "MALFORMED_JSON", 415: "UNSUPPORTED_MEDIA_TYPE" };

/** The framework itself refuses only bodies: such as it cannot read, or that are no JSON to begin with. */
function fromFramework(error: HTTPException): AppError {
  const code = REFUSED_BODIES[error.status];
  return code === undefined ? toAppError(error) : new AppError(code, undefined, { cause: error });
}
