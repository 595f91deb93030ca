import type { ChunkHeader } from "../../contract/chunk.ts";
import type { WarningState } from "../../contract/ingestion-warning.ts";
import type { DeadLetter } from "../../stores/archive/dead-letters.ts";
import type { WarningRecord } from "../../stores/clickhouse/insert-warnings.ts";

/**
 * The warning about a parked message; none when nobody knows whose it is. It is named by its chunk, so that a chunk which is
 * parked, replayed and parked again is one warning.
 */
export function letterWarning(
  letter: DeadLetter & { key: string },
  state: WarningState,
  updatedAt: number,
): WarningRecord | undefined {
  const { chunk } = letter;
  if (chunk === undefined) return undefined;
  return {
    orgId: chunk.orgId,
    id: `dead-${chunk.id}`,
    kind: "dead_letter",
    code: letter.code,
    state,
    at: letter.parkedAt,
    updatedAt,
    count: chunk.count,
    detail: letter.reason,
    objectKey: letter.key,
    requestId: chunk.requestId,
  };
}

/** One warning for each code under which events of a chunk's request were refused. A resent batch makes the same ones. */
export function rejectionWarnings({ rejected = {}, ...header }: ChunkHeader): WarningRecord[] {
  return Object.entries(rejected).map(([code, count]) => ({
    orgId: header.org_id,
    id: `rejected-${header.chunk_id}-${code}`,
    kind: "rejected_events",
    code,
    state: "open",
    at: header.received_at,
    updatedAt: header.received_at,
    count,
    detail: "Refused at the door; the answer to the request named each event and what is wrong with it.",
    objectKey: "",
    requestId: header.request_id,
  }));
}
