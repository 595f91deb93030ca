import { AppError } from "../../contract/problem.ts";

/**
 * Waits for a query for at most `timeoutMs`, then throws STORE_UNAVAILABLE. A database that hangs is one that does not answer,
 * and whoever asks has something better to do than to wait for it. The query itself goes on.
 */
export async function answerWithin<T>(query: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(
        new AppError("STORE_UNAVAILABLE", `The account database did not answer within ${timeoutMs} ms.`, {
          retryAfterSeconds: 5,
        }),
      );
    }, timeoutMs);
  });
  try {
    return await Promise.race([query, patience]);
  } finally {
    clearTimeout(timer);
  }
}
