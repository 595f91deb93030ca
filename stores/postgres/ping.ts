import { sql } from "drizzle-orm";
import type { Database } from "./connect.ts";
import { answerOf } from "./store-error.ts";

/** Resolves when the database answers; throws STORE_UNAVAILABLE when it does not. */
export async function pingPostgres(database: Database): Promise<void> {
  await answerOf(database.execute(sql`select 1`));
}
