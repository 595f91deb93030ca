import type { AppError } from "../../../contract/problem.ts";

/** What failed. */
export interface FailedRequest {
  requestId: string;
  method: string;
  path: string;
}

interface ErrorReport {
  name: string;
  message: string;
  stack?: string | undefined;
  cause?: ErrorReport | undefined;
}

const DEPTH = 4;

/** Writes one structured line about a failure of ours, with all its causes. */
export function logFailure(problem: AppError, request: FailedRequest): void {
  console.error(JSON.stringify({
    level: "error",
    code: problem.code,
    request_id: request.requestId,
    method: request.method,
    path: request.path,
    message: problem.message,
    cause: reportError(problem.cause, DEPTH),
  }));
}

function reportError(error: unknown, depth: number): ErrorReport | undefined {
  if (error === undefined || error === null || depth === 0) return undefined;
  if (!(error instanceof Error)) return { name: typeof error, message: describeValue(error) };
  return { name: error.name, message: error.message, stack: error.stack, cause: reportError(error.cause, depth - 1) };
}

/** Sockets fail with events, which are no errors and print as `[object ErrorEvent]`. */
function describeValue(value: unknown): string {
  if (typeof value === "object" && value !== null && "message" in value) return String(value.message);
  return String(value);
}
