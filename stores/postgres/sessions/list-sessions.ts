import { and, desc, eq, gt } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { sessions } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** Somebody's open sessions, the one used last first. Their tokens stay where they are. */
export async function listOpenSessions(database: Database, userId: string, now: Date) {
  return await answerOf(
    database.select({
      id: sessions.id,
      createdAt: sessions.createdAt,
      updatedAt: sessions.updatedAt,
      expiresAt: sessions.expiresAt,
      ip: sessions.ipAddress,
      userAgent: sessions.userAgent,
    }).from(sessions).where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, now))).orderBy(
      desc(sessions.updatedAt),
      desc(sessions.id),
    ),
  );
}
