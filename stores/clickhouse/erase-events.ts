import { UNKNOWN } from "../../contract/stored-event.ts";
import { askRows, type RegionAccess, tellRegion } from "./ask-region.ts";

/** The digest that `erasureDigest()` in contract/erasure-digest.ts computes. */
const NAME = "if(position(user_id, '@') > 0, lower(user_id), user_id)";
const DIGEST = `substring(lower(hex(SHA256(concat('erased:', org_id, ':', ${NAME})))), 1, 32)`;
const OF_THE_PERSON = `org_id = {org:String} AND ${DIGEST} IN {digests:Array(String)}`;

/** Whose events. `digests` are hex. */
export interface ErasedPerson {
  orgId: string;
  digests: readonly string[];
}

const paramsOf = ({ orgId, digests }: ErasedPerson) => ({
  org: orgId,
  digests: `[${digests.map((digest) => `'${digest}'`).join(",")}]`,
});

/** How many events somebody has, and on which days (UTC). */
export async function countErased(
  access: RegionAccess,
  person: ErasedPerson,
): Promise<{ events: number; days: string[] }> {
  const rows = await askRows<{ day: string; n: string }>(access, {
    text:
      `SELECT toString(toDate(timestamp)) AS day, count() AS n FROM events WHERE ${OF_THE_PERSON} GROUP BY day ORDER BY day`,
    params: paramsOf(person),
  });
  return { events: rows.reduce((sum, { n }) => sum + Number(n), 0), days: rows.map(({ day }) => day) };
}

/** Tables whose rows name people: the events, and the aggregates that are kept by session. */
export const NAMING_TABLES = [
  "events",
  "sessions_hourly",
  "session_models_hourly",
  "sessions_daily",
  "session_models_daily",
] as const;

/** Versions of the person's events from before it was known whose they are. They go first: later nothing tells whose they were. */
const UNSIGNED = `org_id = {org:String} AND user_id = '${UNKNOWN}' AND event_id IN (
  SELECT event_id FROM events WHERE ${OF_THE_PERSON}
)`;

/** Rewrites the parts that hold rows of somebody without them, and waits for it: a mask over the rows would keep the bytes. */
export async function eraseEvents(access: RegionAccess, person: ErasedPerson): Promise<void> {
  await deleteRows(access, "events", UNSIGNED, person);
  for (const table of NAMING_TABLES) await deleteRows(access, table, OF_THE_PERSON, person);
}

async function deleteRows(access: RegionAccess, table: string, condition: string, person: ErasedPerson): Promise<void> {
  await tellRegion(access, {
    text: `ALTER TABLE ${table} DELETE WHERE ${condition}`,
    params: paramsOf(person),
    settings: { mutations_sync: 2 },
  });
}

/** No partition: rows of that month are never taken. */
const NO_PARTITION = "190001";

/**
 * Removes parts from the disk that were replaced longer ago than `old_parts_lifetime` says. While a table is not written to
 * ClickHouse looks for them ever more rarely; where a partition is dropped, though it is none, it looks at once.
 */
export async function clearReplacedParts(access: RegionAccess): Promise<void> {
  for (const table of NAMING_TABLES) {
    await tellRegion(access, { text: `ALTER TABLE ${table} DROP PARTITION ID '${NO_PARTITION}'` });
  }
}
