import { and, desc, eq, getTableColumns, lt, or } from "drizzle-orm";
import type { ExportState } from "../../../contract/exports.ts";
import { exportRuns } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";

/** What is read of an export. */
export const readableColumns = getTableColumns(exportRuns);

/** An export as it is stored. */
export type ExportRecord = typeof exportRuns.$inferSelect;

/** Which of a tenant's exports are asked for. */
export interface ExportSearch {
  state?: ExportState | undefined;
  /** Only those that this one asked for. */
  createdBy?: string | undefined;
  /** What the page before ended with: when it was asked for (epoch ms), and its id. */
  after: readonly [at: number, id: string] | null;
  limit: number;
}

/** A tenant's exports, the newest first. */
export async function readExports(
  tenant: TenantDatabase,
  { state, createdBy, after, limit }: ExportSearch,
): Promise<ExportRecord[]> {
  const [rows] = await tenant.run(
    tenant.statements.select(readableColumns).from(exportRuns).where(and(
      state === undefined ? undefined : eq(exportRuns.state, state),
      createdBy === undefined ? undefined : eq(exportRuns.createdBy, createdBy),
      after === null ? undefined : or(
        lt(exportRuns.createdAt, new Date(after[0])),
        and(eq(exportRuns.createdAt, new Date(after[0])), lt(exportRuns.id, after[1])),
      ),
    )).orderBy(desc(exportRuns.createdAt), desc(exportRuns.id)).limit(limit),
  );
  return rows;
}

/** One of a tenant's exports; `undefined` where there is none that may be seen. */
export async function findExport(
  tenant: TenantDatabase,
  id: string,
  createdBy?: string,
): Promise<ExportRecord | undefined> {
  const [rows] = await tenant.run(
    tenant.statements.select(readableColumns).from(exportRuns).where(
      and(eq(exportRuns.id, id), createdBy === undefined ? undefined : eq(exportRuns.createdBy, createdBy)),
    ),
  );
  return rows[0];
}
