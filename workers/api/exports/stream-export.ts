import { EXPORT_TYPES, type ExportFormat, MAX_STREAMED_ROWS } from "../../../contract/exports.ts";
import { AppError } from "../../../contract/problem.ts";
import { answerOf } from "../../../stores/clickhouse/event-reader.ts";
import { countExport, openExport } from "../../../stores/clickhouse/open-export.ts";
import { recordAction } from "../../../stores/postgres/audit.ts";
import { actorOf } from "../auth/actor-of.ts";
import type { Member, RequestContext } from "../context.ts";
import { asFile } from "./as-file.ts";
import { type ExportAsked, readExportQuestion } from "./read-export-question.ts";

/** Answers the whole of a list as a file, while it is being read. Throws EXPORT_TOO_LARGE where a job has to do it. */
export async function streamExport(
  ctx: RequestContext,
  member: Member,
  asked: ExportAsked,
  format: ExportFormat,
): Promise<Response> {
  const task = readExportQuestion(ctx, member, asked);
  const access = ctx.config.clickhouse[task.tenant.region];
  const rows = await answerOf(countExport(access, task, ctx.signal));
  if (rows > MAX_STREAMED_ROWS) {
    const detail = `There are ${rows} rows, and ${MAX_STREAMED_ROWS} at most are written while one waits.`;
    throw new AppError("EXPORT_TOO_LARGE", `${detail} Ask for them with POST /v1/exports.`);
  }
  const details = { source: asked.source, format, rows };
  const { tenant, organization } = member;
  await tenant.run(recordAction(tenant, actorOf(ctx, member), "data.exported", organization.id, details));
  const file = await answerOf(openExport(access, task, format, { signal: ctx.signal }));
  return asFile(file, { name: asked.source, at: ctx.now, extension: format, type: EXPORT_TYPES[format] });
}
