import type { StoredEvent } from "../../../contract/query-events.ts";
import type { EventRecord } from "../../../stores/clickhouse/event-columns.ts";
import { toIso } from "../metrics/describe-answer.ts";

/** A stored event on the wire. */
export function describeEvent({ timestamp, received_at, metadata, ...event }: EventRecord): StoredEvent {
  return { ...event, timestamp: toIso(timestamp), received_at: toIso(received_at), metadata: parseObject(metadata) };
}

/** Metadata is written by the edge as JSON; what got in by another way and is none is shown as text. */
function parseObject(text: string): Record<string, unknown> {
  if (text === "") return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return { ...parsed };
  } catch {
    // Falls through to the text itself.
  }
  return { text };
}
