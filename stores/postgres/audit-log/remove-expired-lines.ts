import { sql } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { answerOf } from "../store-error.ts";

/**
 * Removes lines of all organisations' audit logs that are older than three years, at most so many. Answers how many there were.
 * @param database logged in as the jobs' role, which can remove no others
 */
export async function removeExpiredLines(database: Database, most: number): Promise<number> {
  const { rows } = await answerOf(
    database.execute<{ removed: number }>(sql`select remove_expired_audit_lines(${most}) as removed`),
  );
  return rows[0]?.removed ?? 0;
}
