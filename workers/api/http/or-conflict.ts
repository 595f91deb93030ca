import { AppError } from "../../../contract/problem.ts";
import { isConstraintRefusal } from "../../../stores/postgres/store-error.ts";

/** Waits for a change; CONFLICT with `detail` where the database refuses it because of what is there. */
export async function orConflict<T>(change: Promise<T>, detail: string): Promise<T> {
  try {
    return await change;
  } catch (cause) {
    throw isConstraintRefusal(cause) ? new AppError("CONFLICT", detail, { cause }) : cause;
  }
}
