import type { ExportFormat, ExportSource } from "../../../contract/exports.ts";
import type { Region } from "../../../contract/tenant.ts";
import type { ExportQuestion } from "../../clickhouse/export-question.ts";
import { type Actor, recordAction } from "../audit.ts";
import { mintId } from "../mint-id.ts";
import { exportRuns } from "../schema/index.ts";
import type { TenantDatabase } from "../tenant.ts";
import { type ExportRecord, readableColumns } from "./read-exports.ts";

/** An export that is asked for. */
export interface NewExport {
  region: Region;
  source: ExportSource;
  format: ExportFormat;
  question: ExportQuestion;
  /** Who asks, for people to read. */
  askedByName: string;
  expiresAt: Date;
}

/** Stores an export that is to be written, and writes down who asked for it: both or neither. */
export async function insertExport(
  tenant: TenantDatabase,
  actor: Actor,
  { askedByName, ...asked }: NewExport,
): Promise<ExportRecord> {
  const id = mintId("exp");
  const { range, filters, text } = asked.question;
  const [rows] = await tenant.run(
    tenant.statements.insert(exportRuns).values({
      ...asked,
      id,
      organizationId: tenant.orgId,
      createdBy: actor.userId,
      createdByName: askedByName,
    }).returning(readableColumns),
    recordAction(tenant, actor, "export.created", id, {
      source: asked.source,
      format: asked.format,
      from: new Date(range.from).toISOString(),
      to: new Date(range.to).toISOString(),
      filters: filters.map(({ name }) => name),
      searched: text !== undefined,
    }),
  );
  const [row] = rows;
  if (row === undefined) throw new Error(`export ${id} is not there after it was inserted`);
  return row;
}
