import { eq, sql } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { mintId } from "../mint-id.ts";
import { signInAttempts } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** How often something may be tried. */
export interface AttemptLimit {
  max: number;
  windowSeconds: number;
}

/**
 * Counts one more try and says whether it may be made. One statement, so that tries at the same time are all counted; the
 * window begins with its first try, and is not made longer by the next ones.
 * @param database logged in as the sign-in role
 * @param now epoch ms
 * @returns seconds to wait, or 0
 */
export async function countAttempt(
  database: Database,
  key: string,
  { max, windowSeconds }: AttemptLimit,
  now: number,
): Promise<number> {
  const windowMs = windowSeconds * 1000;
  const [row] = await answerOf(
    database.insert(signInAttempts).values({ id: mintId("try"), key, count: 1, lastRequest: now }).onConflictDoUpdate({
      target: signInAttempts.key,
      set: {
        count: sql`case when ${signInAttempts.lastRequest} <= ${
          now - windowMs
        } then 1 else ${signInAttempts.count} + 1 end`,
        lastRequest: sql`case when ${signInAttempts.lastRequest} <= ${
          now - windowMs
        } then ${now} else ${signInAttempts.lastRequest} end`,
      },
    }).returning({ count: signInAttempts.count, begun: signInAttempts.lastRequest }),
  );
  if (row === undefined || row.count <= max) return 0;
  return Math.max(1, Math.ceil((row.begun + windowMs - now) / 1000));
}

/** Forgets tries, since one was right. */
export async function forgetAttempts(database: Database, key: string): Promise<void> {
  await answerOf(database.delete(signInAttempts).where(eq(signInAttempts.key, key)));
}
