import { and, eq, inArray, sql } from "drizzle-orm";
import type { ExportFormat, ExportSource, ExportState } from "../../../contract/exports.ts";
import type { Region } from "../../../contract/tenant.ts";
import type { ExportQuestion } from "../../clickhouse/export-question.ts";
import type { Database } from "../connect.ts";
import { exportRuns } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** What a run has to know of its export from beginning to end. */
export interface ExportOrder {
  id: string;
  orgId: string;
  source: ExportSource;
  format: ExportFormat;
}

/** States in which somebody still waits for the file. */
const WAITED_FOR: readonly ExportState[] = ["queued", "running"];

/**
 * Notes that an export is being written, and answers what it is; `null` where nobody waits for it any more.
 * @param database as the jobs' role
 */
export async function beginExport(database: Database, region: Region, id: string): Promise<ExportOrder | null> {
  const [row] = await answerOf(
    database.update(exportRuns).set({ state: "running", updatedAt: sql`now()` })
      .where(and(eq(exportRuns.id, id), eq(exportRuns.region, region), inArray(exportRuns.state, [...WAITED_FOR])))
      .returning({
        id: exportRuns.id,
        orgId: exportRuns.organizationId,
        source: exportRuns.source,
        format: exportRuns.format,
      }),
  );
  return row ?? null;
}

/**
 * What an export that is being written asks; `undefined` where nobody waits for it any more. It can name people.
 * @param database as the jobs' role
 */
export async function readExportQuestion(database: Database, id: string): Promise<ExportQuestion | undefined> {
  const [row] = await answerOf(
    database.select({ question: exportRuns.question }).from(exportRuns).where(
      and(eq(exportRuns.id, id), eq(exportRuns.state, "running")),
    ),
  );
  return row?.question;
}

/** Figures of how far an export is. */
export interface ExportProgress {
  totalRows?: number;
  rows?: number;
  bytes?: number;
}

/** Notes how far an export is. Answers false where nobody waits for it any more. */
export async function noteExport(database: Database, id: string, progress: ExportProgress): Promise<boolean> {
  const { rowCount } = await answerOf(
    database.update(exportRuns).set({ ...progress, updatedAt: sql`now()` }).where(
      and(eq(exportRuns.id, id), eq(exportRuns.state, "running")),
    ),
  );
  return rowCount > 0;
}

/** Notes how an export ended, however often. Answers false where nobody waited for it any more. */
export async function endExport(
  database: Database,
  id: string,
  end: ExportProgress & { state: "ready" | "failed"; error?: string },
): Promise<boolean> {
  const { rowCount } = await answerOf(
    database.update(exportRuns).set({ ...end, finishedAt: sql`now()`, updatedAt: sql`now()` }).where(
      and(eq(exportRuns.id, id), inArray(exportRuns.state, ["running", end.state])),
    ),
  );
  return rowCount > 0;
}
