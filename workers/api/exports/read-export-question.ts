import type { z } from "zod";
import type { EXPORT_QUERIES, ExportSource } from "../../../contract/exports.ts";
import { READ_ROUTES } from "../../../contract/read-routes.ts";
import type { ExportQuestion } from "../../../stores/clickhouse/export-question.ts";
import type { ExportTask } from "../../../stores/clickhouse/export-query.ts";
import { requireReach } from "../auth/require-reach.ts";
import type { Member, RequestContext } from "../context.ts";
import { readQuestion } from "../metrics/question.ts";
import { ACTIVE_MS } from "../sessions/describe-session.ts";

/** A list's question, which source it is of. */
export type ExportAsked = {
  [S in ExportSource]: { source: S; query: z.output<(typeof EXPORT_QUERIES)[S]> };
}[ExportSource];

/** Reads what an export is to hold: what the list shows to whoever asks, all of its pages. Throws SCOPE_MISSING. */
export function readExportQuestion(ctx: Pick<RequestContext, "now">, member: Member, asked: ExportAsked): ExportTask {
  requireReach(member, READ_ROUTES[`/v1/${asked.source}`].permission);
  const { tenant, filters, period } = readQuestion(ctx, member, asked.query);
  const range = { from: period.from, to: period.to };
  const common = { range, filters, sees: tenant.sees };
  return {
    tenant: { orgId: tenant.orgId, region: tenant.region },
    source: asked.source,
    question: { ...common, ...(asked.source === "events" ? ofEvents(asked.query) : ofSessions(ctx, asked.query)) },
  };
}

function ofEvents({ q }: z.output<(typeof EXPORT_QUERIES)["events"]>): Partial<ExportQuestion> {
  return q === undefined ? {} : { text: q };
}

function ofSessions(
  { now }: Pick<RequestContext, "now">,
  { sort, order, status }: z.output<(typeof EXPORT_QUERIES)["sessions"]>,
): Partial<ExportQuestion> {
  return { sessions: { sort, order, statuses: status ?? [], activeSince: now - ACTIVE_MS } };
}
