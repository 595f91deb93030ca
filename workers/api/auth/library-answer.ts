import { APIError } from "better-auth/api";
import { AppError } from "../../../contract/problem.ts";
import { toStoreError } from "../../../stores/postgres/store-error.ts";

/** Waits for an answer of the sign-in library, and words its refusals and failures as problems of ours. */
export async function libraryAnswer<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw error instanceof APIError ? wordRefusal(error) : toStoreError(error);
  }
}

function wordRefusal(cause: APIError): AppError {
  if (cause.statusCode === 401) return new AppError("AUTH_MISSING", cause.message, { cause });
  if (cause.statusCode === 403) return new AppError("SCOPE_MISSING", cause.message, { cause });
  if (cause.statusCode < 500) return new AppError("CONFLICT", cause.message, { cause });
  return signInUnavailable(cause);
}

/** The library answers 500 where one of its queries failed, and says no more; its own line in the log does. */
export function signInUnavailable(cause?: unknown): AppError {
  return new AppError("STORE_UNAVAILABLE", "Sign-in does not answer at the moment.", { retryAfterSeconds: 5, cause });
}
