import { and, asc, eq, gt, or, sql } from "drizzle-orm";
import type { Region } from "../../../contract/tenant.ts";
import type { Database } from "../connect.ts";
import { organizations } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** Organisations that keep detail for less time than others, and may have some in a region; in the order of ids. */
export async function readShortRetentions(
  database: Database,
  region: Region,
  { after, limit }: { after: string; limit: number },
): Promise<{ orgId: string; days: number }[]> {
  const days = sql<number>`(${organizations.settings} ->> 'retention_days')::int`;
  return await answerOf(
    database.select({ orgId: organizations.id, days }).from(organizations).where(and(
      or(eq(organizations.residency, region), eq(organizations.residency, "global")),
      sql`jsonb_typeof(${organizations.settings} -> 'retention_days') = 'number'`,
      gt(organizations.id, after),
    )).orderBy(asc(organizations.id)).limit(limit),
  );
}
