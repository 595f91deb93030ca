import type { ExportList, ExportsQuery, ExportSummary } from "../../../contract/exports.ts";
import { AppError } from "../../../contract/problem.ts";
import { type ExportRecord, findExport, readExports } from "../../../stores/postgres/exports/read-exports.ts";
import type { Member, RequestContext } from "../context.ts";
import { cutPage, readPage } from "../http/pages.ts";
import { startExport } from "./create-export.ts";
import { describeExport } from "./describe-export.ts";

/** Answers a page of the exports that a member may see, the newest first. */
export async function listExports(ctx: RequestContext, member: Member, query: ExportsQuery): Promise<ExportList> {
  const page = readPage<[number, string]>(ctx, member, "/v1/exports", query);
  const rows = await readExports(member.tenant, {
    state: query.state,
    createdBy: creatorSeen(member),
    after: page.after,
    limit: page.limit + 1,
  });
  const { shown, nextCursor } = cutPage(rows, page, ({ createdAt, id }) => [createdAt.getTime(), id]);
  return { data: shown.map((row) => describeExport(ctx, row)), next_cursor: nextCursor };
}

/** A job that has not begun by then is asked for again. */
const LATE_MS = 30_000;

/** Answers one export. Throws NOT_FOUND where there is none that the member may see. */
export async function showExport(ctx: RequestContext, member: Member, id: string): Promise<ExportSummary> {
  const row = await requireExport(member, id);
  if (row.state === "queued" && row.createdAt.getTime() < ctx.now - LATE_MS) ctx.waitUntil(startExport(ctx, row));
  return describeExport(ctx, row);
}

/** An export that a member may see. Throws NOT_FOUND where there is none. */
export async function requireExport(member: Member, id: string): Promise<ExportRecord> {
  const row = await findExport(member.tenant, id, creatorSeen(member));
  if (row === undefined) throw new AppError("NOT_FOUND", `There is no export ${id}.`);
  return row;
}

/** Whose exports alone a member may see; `undefined` for everybody's. */
function creatorSeen({ scope, actor }: Member): string | undefined {
  return scope === "org" ? undefined : actor.id;
}
