import type { ExportSummary } from "../../../contract/exports.ts";
import type { ExportRecord } from "../../../stores/postgres/exports/read-exports.ts";
import type { RequestContext } from "../context.ts";
import { toIso } from "../metrics/describe-answer.ts";
import { signLink } from "./download-link.ts";

/** An export as answers show it, with a link where there is a file. */
export function describeExport(
  { config, now }: Pick<RequestContext, "config" | "now">,
  row: ExportRecord,
): ExportSummary {
  const { id, organizationId: orgId, region, question, state } = row;
  const fileExpiresAt = row.expiresAt.getTime();
  const isOver = fileExpiresAt <= now && state === "ready";
  return {
    id,
    source: row.source,
    format: row.format,
    state: isOver ? "expired" : state,
    region,
    from: toIso(question.range.from),
    to: toIso(question.range.to),
    filters: Object.fromEntries(
      question.filters.map((
        { name, include, exclude },
      ) => [name, [...include, ...exclude.map((value) => `!${value}`)]]),
    ),
    text: question.text ?? null,
    created_by: { id: row.createdBy, name: row.createdByName },
    created_at: row.createdAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
    expires_at: row.expiresAt.toISOString(),
    progress: { rows: row.rows, total_rows: row.totalRows, bytes: row.bytes },
    error: row.error,
    download: state === "ready" && !isOver ? signLink(config, { id, orgId, region }, { now, fileExpiresAt }) : null,
  };
}
