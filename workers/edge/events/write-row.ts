import { type AcceptedEvent, type BatchStamp, EVENT_CATEGORY, isError } from "../../../contract/stored-event.ts";
import { fingerprint } from "./fingerprint.ts";

/** Writes one event as a line of NDJSON. */
export type WriteRow = (event: AcceptedEvent) => string;

/**
 * Writes events as lines of NDJSON in the columns of the `events` table: what all rows of a batch share, then the event as it
 * stands. Times are epoch milliseconds, `metadata` stays an object (its column takes it as text), and columns left out take
 * their default, so a line costs little more than serialising the event.
 */
export function rowWriter(stamp: BatchStamp): WriteRow {
  const shared = JSON.stringify({ org_id: stamp.org_id, region: stamp.region, received_at: stamp.received_at });
  const start = shared.slice(0, -1);
  return (event) => {
    let derived = `${start},"event_category":"${EVENT_CATEGORY[event.event_type]}"`;
    if (event.environment === undefined) derived += ',"environment":"production"';
    if (isError(event) || event.error_type !== undefined) derived += `,"fingerprint":"${fingerprint(event)}"`;
    return repairSurrogates(`${derived},${JSON.stringify(event).slice(1)}`);
  };
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
