import { type AcceptedEvent, type BatchStamp, EVENT_CATEGORY, isError } from "../../../contract/stored-event.ts";
import { fingerprint } from "./fingerprint.ts";

/**
 * One event as a line of NDJSON in the columns of the `events` table. Columns left out take their default there, so a line is
 * little longer than the event itself.
 */
export function writeRow(event: AcceptedEvent, stamp: BatchStamp): string {
  const { timestamp, cost_usd, metadata, ...columns } = event;
  const row: Record<string, unknown> = {
    org_id: stamp.org_id,
    region: stamp.region,
    received_at: toIso(stamp.received_at),
    timestamp: toIso(timestamp),
    event_category: EVENT_CATEGORY[event.event_type],
    environment: "production",
    ...columns,
  };
  // As text with nine decimals: the column is a Decimal, and a float would arrive as 0.30000000000000004.
  if (cost_usd !== undefined) row.cost_usd = cost_usd.toFixed(9);
  if (metadata !== undefined) row.metadata = repairSurrogates(JSON.stringify(metadata));
  if (isError(event) || event.error_type !== undefined) row.fingerprint = fingerprint(event);
  return repairSurrogates(JSON.stringify(row));
}

function toIso(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

const LONE_SURROGATE =
  /(?<!\\)((?:\\\\)*)\\u[dD][89abAB][0-9a-fA-F]{2}|(?<!\\)((?:\\\\)*)\\u[dD][c-fC-F][0-9a-fA-F]{2}/g;

/**
 * JavaScript strings can hold half a surrogate pair, which JSON.stringify writes as `\ud83d` and which no store can read. It
 * becomes U+FFFD, the replacement character. Whole pairs are written as plain text and never match.
 */
function repairSurrogates(json: string): string {
  if (!json.includes("\\ud")) return json;
  return json.replace(LONE_SURROGATE, (_match, high?: string, low?: string) => `${high ?? low ?? ""}\\ufffd`);
}
