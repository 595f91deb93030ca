import type { ProblemBody } from "../../../contract/problem.ts";

/** An answer that was not a success, as the service explained it. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string | undefined;
  readonly detail: string | undefined;
  readonly requestId: string | undefined;

  constructor(status: number, body: Partial<ProblemBody>, requestId: string | null) {
    super(body.title ?? `The service answered ${status}`);
    this.name = "ApiProblem";
    this.status = status;
    this.code = body.code;
    this.detail = body.detail ?? body.title ?? `The service answered ${status}.`;
    this.requestId = requestId ?? body.instance;
  }
}

/** Reads the problem out of an answer; anything but a problem document leaves only its status. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  let body: Partial<ProblemBody> = {};
  if (response.headers.get("content-type")?.includes("json") === true) {
    body = await response.json().catch(() => ({}));
  }
  return new ApiProblem(response.status, body, response.headers.get("x-request-id"));
}
