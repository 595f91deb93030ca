import { AppError, type ProblemCode } from "../../../contract/problem.ts";
import { signInUnavailable } from "./library-answer.ts";
import { SSO_REQUIRED } from "./require-other-way-in.ts";

const CODES: Partial<Record<number, ProblemCode>> = {
  401: "AUTH_INVALID",
  403: "SCOPE_MISSING",
  404: "NOT_FOUND",
  409: "CONFLICT",
  413: "BODY_TOO_LARGE",
  415: "UNSUPPORTED_MEDIA_TYPE",
  429: "RATE_LIMITED",
};

/** The library's words for a code that belongs to no password which was entered before, or no longer. */
const CHALLENGE_OVER = new Set(["INVALID_TWO_FACTOR_COOKIE", "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE"]);

/** The library's words for nobody being signed in, apart from those for a code or password that is not right. */
const NOBODY = new Set(["UNAUTHORIZED", "SESSION_REQUIRED"]);

/** A refusal of the sign-in library as a problem of ours. Cookies that it set or ended stay. */
export async function toProblem(answer: Response, requestId: string): Promise<Response> {
  const problem = answer.status >= 500 ? signInUnavailable() : await wordRefusal(answer);
  const response = problem.toResponse(requestId);
  for (const cookie of answer.headers.getSetCookie()) response.headers.append("set-cookie", cookie);
  return response;
}

async function wordRefusal(answer: Response): Promise<AppError> {
  const { code, message } = await readBody(answer);
  if (code === "EMAIL_NOT_VERIFIED") return new AppError("EMAIL_UNVERIFIED");
  if (CHALLENGE_OVER.has(code ?? "")) {
    return new AppError("AUTH_MISSING", "The time or the tries for the code are over. Enter the password again.");
  }
  if (answer.status === 401 && NOBODY.has(code ?? "UNAUTHORIZED")) {
    return new AppError("AUTH_MISSING", "Sign in first.");
  }
  if (code === "EMAIL_PASSWORD_SIGN_UP_DISABLED") {
    return new AppError("SCOPE_MISSING", "Accounts are made by invitation here. Ask an admin of your organisation.");
  }
  if (code === SSO_REQUIRED) return new AppError("SSO_REQUIRED", message);
  const wait = Number(answer.headers.get("retry-after") ?? answer.headers.get("x-retry-after"));
  return new AppError(
    CODES[answer.status] ?? "VAL_INVALID_FORMAT",
    message,
    wait > 0 ? { retryAfterSeconds: wait } : {},
  );
}

/** The library's texts are fixed ones, or say which field of the body is wrong. */
async function readBody(answer: Response): Promise<{ code?: string; message?: string }> {
  if (answer.headers.get("content-type")?.includes("json") !== true) return {};
  const body: unknown = await answer.json().catch(() => undefined);
  const { code, message } = (body ?? {}) as { code?: unknown; message?: unknown };
  return {
    ...(typeof code === "string" ? { code } : {}),
    ...(typeof message === "string" && message !== "" ? { message } : {}),
  };
}
