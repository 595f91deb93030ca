import type { ExportRequest, ExportSummary } from "../../../contract/exports.ts";
import { RETENTION_DAYS } from "../../../contract/retention.ts";
import { insertExport } from "../../../stores/postgres/exports/insert-export.ts";
import type { ExportRecord } from "../../../stores/postgres/exports/read-exports.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { logError } from "../http/log-error.ts";
import { describeExport } from "./describe-export.ts";
import { readExportQuestion } from "./read-export-question.ts";

const DAY_MS = 24 * 3_600_000;

/** Asks for an export to be written in the background. */
export async function createExport(
  ctx: RequestContext,
  member: Member,
  request: ExportRequest,
): Promise<ExportSummary> {
  const { tenant: { region }, question } = readExportQuestion(ctx, member, request);
  const row = await insertExport(member.tenant, actorOf(ctx, member), {
    region,
    question,
    source: request.source,
    format: request.format,
    askedByName: member.actor.name,
    expiresAt: new Date(ctx.now + RETENTION_DAYS.exports * DAY_MS),
  });
  await startExport(ctx, row);
  return describeExport(ctx, row);
}

/**
 * Has the region's jobs write an export. Asked for twice it is written once; where they do not answer it stays queued, and
 * looking at it asks again.
 */
export async function startExport({ jobs }: Pick<RequestContext, "jobs">, { id, region }: ExportRecord): Promise<void> {
  try {
    await jobs[region].start({ job: "export", region, input: { export_id: id }, key: id });
  } catch (error) {
    logError("starting an export failed; it stays queued", error);
  }
}
