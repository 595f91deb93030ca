import { APIError } from "better-auth/api";
import type { Database } from "../../../stores/postgres/connect.ts";
import { type AttemptLimit, countAttempt } from "../../../stores/postgres/sign-in-attempts/count-attempt.ts";

/** Counts a try; refuses it where there were too many. */
export async function consume(database: Database, key: string, limit: AttemptLimit): Promise<void> {
  const waitSeconds = await countAttempt(database, key, limit, Date.now());
  if (waitSeconds === 0) return;
  const headers = { "retry-after": String(waitSeconds) };
  throw new APIError("TOO_MANY_REQUESTS", { message: "Too many tries. Wait a while." }, headers);
}
