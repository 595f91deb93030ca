import type { AppError } from "../../../contract/problem.ts";
import { reportError, withoutSecrets } from "../../../contract/report-error.ts";

/** What failed. */
export interface FailedRequest {
  requestId: string;
  /** Where it is known whose request it was. */
  orgId?: string | undefined;
  method: string;
  path: string;
}

/** Writes one structured line about a failure of ours, with all its causes. */
export function logFailure(problem: AppError, request: FailedRequest): void {
  console.error(JSON.stringify({
    level: "error",
    code: problem.code,
    request_id: request.requestId,
    org_id: request.orgId,
    method: request.method,
    path: withoutSecrets(request.path),
    message: withoutSecrets(problem.message),
    cause: reportError(problem.cause),
  }));
}
