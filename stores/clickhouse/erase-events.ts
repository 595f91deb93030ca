import { askRows, type RegionAccess, tellRegion } from "./ask-region.ts";

/** The digest that `erasureDigest()` in contract/erasure-digest.ts computes. */
const DIGEST = "substring(lower(hex(SHA256(concat('erased:', org_id, ':', user_id)))), 1, 32)";
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
const TABLES = [
  "events",
  "sessions_hourly",
  "session_models_hourly",
  "sessions_daily",
  "session_models_daily",
] as const;

/** Rewrites the parts that hold rows of somebody without them, and waits for it: a mask over the rows would keep the bytes. */
export async function eraseEvents(access: RegionAccess, person: ErasedPerson): Promise<void> {
  for (const table of TABLES) {
    await tellRegion(access, {
      text: `ALTER TABLE ${table} DELETE WHERE ${OF_THE_PERSON}`,
      params: paramsOf(person),
      settings: { mutations_sync: 2 },
    });
  }
}
