import { and, eq, gt } from "drizzle-orm";
import type { Region } from "../../../contract/tenant.ts";
import type { Database } from "../connect.ts";
import { erasures, organizations } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/**
 * Complete erasures of a region's organisations that were asked for after an instant: events of those people may still come.
 * @param database logged in as the jobs' role
 */
export async function readRecentErasures(
  database: Database,
  region: Region,
  after: Date,
): Promise<{ id: string; orgId: string; digests: string[] }[]> {
  return await answerOf(
    database.select({ id: erasures.id, orgId: erasures.organizationId, digests: erasures.digests }).from(erasures)
      .innerJoin(organizations, eq(organizations.id, erasures.organizationId)).where(and(
        eq(organizations.region, region),
        eq(erasures.state, "complete"),
        gt(erasures.requestedAt, after),
      )).orderBy(erasures.id),
  );
}
