import { AppError } from "../../../contract/problem.ts";

/** Waits for what a region's jobs Worker answers. Throws STORE_UNAVAILABLE when it cannot do it now. */
export async function askJobs<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    throw new AppError("STORE_UNAVAILABLE", "The region's jobs do not answer. Asking again is harmless.", {
      retryAfterSeconds: 5,
      cause,
    });
  }
}
