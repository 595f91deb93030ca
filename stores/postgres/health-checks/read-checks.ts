import { asc, gte } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { healthChecks } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** A stretch of one day in which a dependency answered alike. */
export type CheckedStretch = typeof healthChecks.$inferSelect;

/** Stretches that began at an instant or later, the oldest first. Throws STORE_UNAVAILABLE when the database does not answer. */
export async function readChecks(database: Database, from: Date): Promise<CheckedStretch[]> {
  return await answerOf(
    database.select().from(healthChecks).where(gte(healthChecks.beganAt, from)).orderBy(asc(healthChecks.beganAt)),
  );
}
