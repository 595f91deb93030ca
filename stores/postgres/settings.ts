import { sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { ActorKind } from "../../contract/audit.ts";
import type { Database } from "./connect.ts";
import { answerOf } from "./store-error.ts";

type Statements = [BatchItem<"pg">, ...BatchItem<"pg">[]];
type Results<T extends Statements> = { [K in keyof T]: T[K]["_"]["result"] };

/** Settings that row-level security reads. */
export type PolicySetting = "app.current_org_id" | "app.key_hash";

/** Where the request of a transaction came from; every line of the audit log that it writes carries it. */
export interface Origin {
  actorKind: ActorKind;
  ip: string | undefined;
  userAgent: string | undefined;
}

/**
 * Runs statements in one transaction in which a policy setting holds; it is gone when the transaction ends.
 * One round trip. Throws STORE_UNAVAILABLE when the database does not answer.
 */
export async function runWithSetting<T extends Statements>(
  database: Database,
  setting: PolicySetting,
  value: string,
  statements: T,
  origin?: Origin,
): Promise<Results<T>> {
  const [, ...results] = await answerOf(
    database.batch([
      database.execute(sql`select set_config(${setting}, ${value}, true)${settingsOf(origin)}`),
      ...statements,
    ]),
  );
  return results;
}

const MAX_USER_AGENT = 256;

function settingsOf(origin: Origin | undefined) {
  if (origin === undefined) return sql``;
  const { actorKind, ip = "", userAgent = "" } = origin;
  return sql`, set_config('app.actor_kind', ${actorKind}, true), set_config('app.ip', ${ip}, true),
    set_config('app.user_agent', ${userAgent.slice(0, MAX_USER_AGENT)}, true)`;
}
