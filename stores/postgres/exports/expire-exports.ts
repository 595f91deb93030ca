import { and, eq, inArray, lt, sql } from "drizzle-orm";
import type { Region } from "../../../contract/tenant.ts";
import type { Database } from "../connect.ts";
import { exportRuns } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** Marks a region's exports as expired whose time is over. Answers how many. */
export async function expireExports(database: Database, region: Region, now: Date): Promise<number> {
  const { rowCount } = await answerOf(
    database.update(exportRuns).set({ state: "expired", updatedAt: sql`now()` }).where(and(
      eq(exportRuns.region, region),
      inArray(exportRuns.state, ["ready", "queued", "running"]),
      lt(exportRuns.expiresAt, now),
    )),
  );
  return rowCount;
}

/** Forgets a region's exports that were asked for before an instant. Answers how many. */
export async function forgetExports(database: Database, region: Region, before: Date): Promise<number> {
  const { rowCount } = await answerOf(
    database.delete(exportRuns).where(and(eq(exportRuns.region, region), lt(exportRuns.createdAt, before))),
  );
  return rowCount;
}

/** Marks an organisation's exports as gone whose files are removed, and gives those up that are being written. */
export async function expireOrganizationExports(database: Database, region: Region, orgId: string): Promise<void> {
  await answerOf(
    database.update(exportRuns).set({
      state: sql`case when state = 'ready' then 'expired' else 'cancelled' end`,
      updatedAt: sql`now()`,
    }).where(and(
      eq(exportRuns.region, region),
      eq(exportRuns.organizationId, orgId),
      inArray(exportRuns.state, ["ready", "queued", "running"]),
    )),
  );
}
