import type { IngestionWarning, WarningList, WarningsQuery } from "../../../contract/ingestion-warning.ts";
import { readWarnings } from "../../../stores/clickhouse/read-warnings.ts";
import type { Member, RequestContext } from "../context.ts";
import { decodePosition, encodePosition } from "../http/page-cursor.ts";
import { toIso } from "../metrics/describe-answer.ts";
import { regionsOf } from "./regions-of.ts";

type StoredWarning = Awaited<ReturnType<typeof readWarnings>>[number];

/** Answers a page of the organisation's ingestion warnings, the newest first. */
export async function listWarnings(ctx: RequestContext, member: Member, query: WarningsQuery): Promise<WarningList> {
  const [at, id] = query.cursor === undefined ? [] : decodePosition(query.cursor);
  const after = at === undefined || id === undefined ? null : { at, id };
  // One more than asked for tells whether there is a next page.
  const page = { kind: query.kind, after, limit: query.limit + 1 };
  const found = await Promise.all(
    regionsOf(member.organization).map((region) =>
      readWarnings(ctx.events, { orgId: member.organization.id, region }, page, ctx.signal)
    ),
  );
  const merged = found.flat().toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
  const shown = merged.slice(0, query.limit);
  const last = merged.length > shown.length ? shown.at(-1) : undefined;
  return {
    as_of: toIso(ctx.now),
    data: shown.map(describe),
    next_cursor: last === undefined ? null : encodePosition([last.at, last.id]),
  };
}

function describe({ objectKey, requestId, at, ...warning }: StoredWarning): IngestionWarning {
  return {
    ...warning,
    at: toIso(at),
    object_key: objectKey === "" ? null : objectKey,
    request_id: requestId,
  };
}
