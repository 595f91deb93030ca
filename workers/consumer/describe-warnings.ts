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

const TOLD = "the answers to the requests said what is wrong.";
const REFUSALS = {
  rejected: { kind: "rejected_events", detail: `Events refused at the door; ${TOLD}` },
  refused: { kind: "refused_requests", detail: `Requests refused at the door, with everything in them; ${TOLD}` },
} as const;

/** One warning for each code under which something was refused. A resent batch makes the same ones. */
export function refusalWarnings(header: ChunkHeader): WarningRecord[] {
  return (["rejected", "refused"] as const).flatMap((what) =>
    Object.entries(header[what] ?? {}).map(([code, count]): WarningRecord => ({
      orgId: header.org_id,
      id: `${what}-${header.chunk_id}-${code}`,
      ...REFUSALS[what],
      code,
      state: "open",
      at: header.received_at,
      updatedAt: header.received_at,
      count,
      objectKey: "",
      requestId: header.request_id,
    }))
  );
}
