import type { AppError } from "../../../contract/problem.ts";
import { reportError } from "./report-error.ts";

/** What failed. */
export interface FailedRequest {
  requestId: string;
  method: string;
  path: string;
}

/** Writes one structured line about a failure of ours, with all its causes. */
export function logFailure(problem: AppError, request: FailedRequest): void {
  console.error(JSON.stringify({
    level: "error",
    code: problem.code,
    request_id: request.requestId,
    method: request.method,
    path: request.path,
    message: problem.message,
    cause: reportError(problem.cause),
  }));
}
