import { type AcceptedEvent, type BatchStamp, EVENT_CATEGORY, isError } from "../../../contract/stored-event.ts";
import { fingerprint } from "./fingerprint.ts";

/**
 * Writes events as rows in the columns of the `events` table: JSON objects with commas between them. Each is the event as it
 * stands, and what its batch shares or follows from it. Times are epoch milliseconds, `metadata` stays an object (its column
 * takes it as text), and columns left out take their default, so that all rows are serialised in one call.
 * The events are stamped in place: a copy of each would cost more than writing it.
 */
export function writeRows(events: readonly AcceptedEvent[], stamp: BatchStamp): string {
  for (const event of events) stampEvent(event, stamp);
  return repairSurrogates(JSON.stringify(events).slice(1, -1));
}

/** The columns that an event does not bring itself. */
interface Stamped extends BatchStamp {
  event_category: string;
  fingerprint?: string;
}

function stampEvent(event: AcceptedEvent & Partial<Stamped>, { org_id, region, received_at }: BatchStamp): void {
  event.org_id = org_id;
  event.region = region;
  event.received_at = received_at;
  event.event_category = EVENT_CATEGORY[event.event_type];
  if (event.environment === undefined) event.environment = "production";
  if (isError(event) || event.error_type !== undefined) event.fingerprint = fingerprint(event);
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
