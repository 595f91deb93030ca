import { type Attributes, readAttributes } from "./attributes.ts";
import {
  enumField,
  fieldOf,
  idField,
  nanosField,
  objectOf,
  objectsOf,
  requireObject,
  textField,
} from "./json-fields.ts";
import { itemsWithOrigin, type Origin } from "./origin.ts";

/** Something that happened during a span. */
export interface SpanEvent {
  name: string;
  timeUnixNano: string;
  attributes: Attributes;
}

/** One span with all that surrounds it, whatever encoding it came in. Ids are hex; a root's `parentSpanId` is empty. */
export interface Span extends Origin {
  traceId: string;
  spanId: string;
  parentSpanId: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Attributes;
  events: SpanEvent[];
  status: "unset" | "ok" | "error";
  statusMessage: string;
}

const STATUS_NAMES = ["UNSET", "OK", "ERROR"] as const;
const STATUSES = ["unset", "ok", "error"] as const;

/** The spans of a traces request in its JSON form. Fails with `MALFORMED_BODY` when it has another shape. */
export function readSpans(body: unknown): Span[] {
  const spans: Span[] = [];
  for (const { item, origin } of itemsWithOrigin(requireObject(body), ["resourceSpans", "scopeSpans", "spans"])) {
    const status = objectOf(item, "status");
    spans.push({
      ...origin,
      traceId: idField(item, "traceId", 16),
      spanId: idField(item, "spanId", 8),
      parentSpanId: idField(item, "parentSpanId", 8),
      name: textField(item, "name"),
      startTimeUnixNano: nanosField(item, "startTimeUnixNano"),
      endTimeUnixNano: nanosField(item, "endTimeUnixNano"),
      attributes: readAttributes(fieldOf(item, "attributes")),
      events: objectsOf(item, "events").map((event) => ({
        name: textField(event, "name"),
        timeUnixNano: nanosField(event, "timeUnixNano"),
        attributes: readAttributes(fieldOf(event, "attributes")),
      })),
      status: STATUSES[enumField(status, "code", STATUS_NAMES)] ?? "unset",
      statusMessage: textField(status, "message"),
    });
  }
  return spans;
}
