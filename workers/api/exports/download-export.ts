import { type DownloadQuery, EXPORT_TYPES, exportKey } from "../../../contract/exports.ts";
import { AppError } from "../../../contract/problem.ts";
import { readDownloadable, recordDownload } from "../../../stores/postgres/exports/read-downloadable.ts";
import { tenantDatabase } from "../../../stores/postgres/tenant.ts";
import { originOf } from "../auth/origin-of.ts";
import { suspensionOf } from "../auth/refuse-suspended.ts";
import type { RequestContext } from "../context.ts";
import { askJobs } from "../operator/ask-jobs.ts";
import { asFile } from "./as-file.ts";
import { requireSignature } from "./download-link.ts";

/** Answers the file of an export to whoever has a link to it, and writes that down. */
export async function downloadExport(
  ctx: RequestContext,
  id: string,
  { org: orgId, region, ...link }: DownloadQuery,
  headers: Headers,
): Promise<Response> {
  requireSignature(ctx.config, { id, orgId, region }, link, ctx.now);
  const tenant = tenantDatabase(ctx.database, orgId, originOf(headers, "unknown"));
  const found = await readDownloadable(tenant, id, region);
  if (found === undefined) throw new AppError("NOT_FOUND", "The export's file is gone.");
  const suspension = suspensionOf(found);
  if (suspension !== undefined) throw new AppError("ORG_SUSPENDED", suspension);
  const { source, format, createdAt } = found;
  // Before the file is opened: nothing leaves without being written down, and no open file waits for the database.
  await recordDownload(tenant, { userId: "link", requestId: ctx.requestId }, id);
  const file = await askJobs(ctx.jobs[region].openExport(exportKey({ orgId, id, format })));
  if (file === null) throw new AppError("NOT_FOUND", "The export's file is gone.");
  const facts = { name: source, at: createdAt.getTime(), extension: format, type: EXPORT_TYPES[format] };
  return asFile(ofLength(file), facts);
}

/** The same stream with a length that the answer tells: a header alone is dropped where the stream comes from another Worker. */
function ofLength({ body, bytes }: { body: ReadableStream<Uint8Array>; bytes: number }): ReadableStream<Uint8Array> {
  const { readable, writable } = new FixedLengthStream(bytes);
  // Either end may go away: the other one then ends as well, and there is nobody to tell.
  body.pipeTo(writable).catch(() => {});
  return readable;
}
