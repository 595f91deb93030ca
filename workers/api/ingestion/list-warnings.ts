import type { IngestionWarning, WarningList, WarningsQuery } from "../../../contract/ingestion-warning.ts";
import { readWarnings } from "../../../stores/clickhouse/read-warnings.ts";
import type { Member, RequestContext } from "../context.ts";
import { cutPage, readPage } from "../http/pages.ts";
import { toIso } from "../metrics/describe-answer.ts";

type StoredWarning = Awaited<ReturnType<typeof readWarnings>>[number];

/** Answers a page of the organisation's ingestion warnings, the newest first. */
export async function listWarnings(ctx: RequestContext, member: Member, query: WarningsQuery): Promise<WarningList> {
  const page = readPage<[number, string]>(ctx, member, "/v1/ingestion/warnings", query);
  const after = page.after === null ? null : { at: page.after[0], id: page.after[1] };
  const { id: orgId, region } = member.organization;
  const asked = { kind: query.kind, after, limit: page.limit + 1 };
  const found = await readWarnings(ctx.events, { orgId, region }, asked, ctx.signal);
  const { shown, nextCursor } = cutPage(found, page, ({ at, id }) => [at, id]);
  return { as_of: toIso(ctx.now), data: shown.map(describe), next_cursor: nextCursor };
}

function describe({ objectKey, requestId, at, ...warning }: StoredWarning): IngestionWarning {
  return {
    ...warning,
    at: toIso(at),
    object_key: objectKey === "" ? null : objectKey,
    request_id: requestId,
  };
}
