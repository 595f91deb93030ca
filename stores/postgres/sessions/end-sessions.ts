import { and, eq, ne } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { sessions } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** Ends one session of somebody. Answers whether there was one. */
export async function endSession(database: Database, userId: string, id: string): Promise<boolean> {
  const ended = await answerOf(
    database.delete(sessions).where(and(eq(sessions.userId, userId), eq(sessions.id, id))).returning({
      id: sessions.id,
    }),
  );
  return ended.length > 0;
}

/** Ends every session of somebody except one. Answers how many that were. */
export async function endOtherSessions(database: Database, userId: string, keptId: string): Promise<number> {
  const ended = await answerOf(
    database.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.id, keptId))).returning({
      id: sessions.id,
    }),
  );
  return ended.length;
}
