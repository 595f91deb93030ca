import { NeonDbError } from "@neondatabase/serverless";
import { AppError } from "../../contract/problem.ts";

/** SQLSTATE classes that say "not now": connection, resources, operator intervention, system. */
const UNAVAILABLE_CLASSES = new Set(["08", "53", "57", "58"]);

/** Whether a statement was refused because something else has what has to be unique (`23505`), or refers to it (`23503`). */
export function isConstraintRefusal(error: unknown): boolean {
  return ["23505", "23503"].includes(sqlState(error) ?? "");
}

/** The SQLSTATE of a failed query, however deep the drivers wrapped it. */
function sqlState(error: unknown): string | undefined {
  for (const cause of causesOf(error)) {
    if (!(cause instanceof Error) || !("code" in cause) || typeof cause.code !== "string") continue;
    if (/^[0-9A-Z]{5}$/.test(cause.code)) return cause.code;
  }
  return undefined;
}

/**
 * A failed query's error as the rest of the program knows it: STORE_UNAVAILABLE for a database that does not answer. A
 * statement that the database refuses stays the driver's error, because that is a mistake of ours.
 */
export function toStoreError(cause: unknown): unknown {
  if (cause instanceof AppError || !isUnavailable(cause)) return cause;
  return new AppError("STORE_UNAVAILABLE", "The account database does not answer.", { retryAfterSeconds: 5, cause });
}

/** Waits for a query. Throws what {@link toStoreError} makes of its error. */
export async function answerOf<T>(query: PromiseLike<T>): Promise<T> {
  try {
    return await query;
  } catch (error) {
    throw toStoreError(error);
  }
}

function isUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  if (state !== undefined) return UNAVAILABLE_CLASSES.has(state.slice(0, 2));
  // Without a SQLSTATE the database never saw the query.
  return causesOf(error).some((cause) => cause instanceof NeonDbError || isSocketFailure(cause));
}

/** Sockets fail with events as well as with errors. */
function isSocketFailure(cause: unknown): boolean {
  if (cause instanceof Event) return true;
  return cause instanceof Error && /connection terminated|websocket|network connection lost/i.test(cause.message);
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = [];
  let cause = error;
  while (cause !== undefined && cause !== null && causes.length < 8) {
    causes.push(cause);
    cause = cause instanceof Error ? cause.cause : undefined;
  }
  return causes;
}
