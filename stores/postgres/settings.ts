import { sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Database } from "./connect.ts";
import { answerOf } from "./store-error.ts";

type Statements = [BatchItem<"pg">, ...BatchItem<"pg">[]];
type Results<T extends Statements> = { [K in keyof T]: T[K]["_"]["result"] };

/** Settings that row-level security reads. */
export type PolicySetting = "app.current_org_id" | "app.key_hash";

/**
 * Runs statements in one transaction in which a policy setting holds; it is gone when the transaction ends.
 * One round trip. Throws STORE_UNAVAILABLE when the database does not answer.
 */
export async function runWithSetting<T extends Statements>(
  database: Database,
  setting: PolicySetting,
  value: string,
  statements: T,
): Promise<Results<T>> {
  const [, ...results] = await answerOf(
    database.batch([database.execute(sql`select set_config(${setting}, ${value}, true)`), ...statements]),
  );
  return results;
}
