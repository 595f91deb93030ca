import { and, eq, gt, sql } from "drizzle-orm";
import type { Region } from "../../../contract/tenant.ts";
import { type Actor, recordAction } from "../audit.ts";
import { exportRuns, organizations } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** An export whose file can be fetched, and how its organisation stands. */
export async function readDownloadable(tenant: TenantDatabase, id: string, region: Region) {
  const [rows] = await tenant.run(
    tenant.statements.select({
      source: exportRuns.source,
      format: exportRuns.format,
      createdAt: exportRuns.createdAt,
      suspendedAt: organizations.suspendedAt,
      suspendedReason: organizations.suspendedReason,
      deletionDueAt: organizations.deletionDueAt,
    }).from(exportRuns).innerJoin(organizations, eq(organizations.id, exportRuns.organizationId)).where(
      and(
        eq(exportRuns.id, id),
        eq(exportRuns.region, region),
        eq(exportRuns.state, "ready"),
        gt(exportRuns.expiresAt, sql`now()`),
      ),
    ),
  );
  return rows[0];
}

/** Writes down that a file was fetched. */
export async function recordDownload(tenant: TenantDatabase, actor: Actor, id: string): Promise<void> {
  await tenant.run(recordAction(tenant, actor, "export.downloaded", id, {}));
}
