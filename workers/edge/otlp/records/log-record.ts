import { type Attributes, type OtlpValue, readAttributes, readValue } from "./attributes.ts";
import { fieldOf, idField, nanosField, requireObject, textField } from "./json-fields.ts";
import { itemsWithOrigin, type Origin } from "./origin.ts";

/** One log record with all that surrounds it, whatever encoding it came in. */
export interface LogRecord extends Origin {
  /** `eventName` of the record; many clients leave it empty and put the name into the attribute `event.name`. */
  eventName: string;
  /** Nanoseconds as text; empty when not set. */
  timeUnixNano: string;
  observedTimeUnixNano: string;
  severity: string;
  body: OtlpValue;
  attributes: Attributes;
  traceId: string;
  spanId: string;
}

/** The records of a logs request in its JSON form. Fails with `MALFORMED_BODY` when it has another shape. */
export function readLogs(body: unknown): LogRecord[] {
  const records: LogRecord[] = [];
  for (
    const { item, origin } of itemsWithOrigin(requireObject(body), ["resourceLogs", "scopeLogs", "logRecords"])
  ) {
    records.push({
      ...origin,
      eventName: textField(item, "eventName"),
      timeUnixNano: nanosField(item, "timeUnixNano"),
      observedTimeUnixNano: nanosField(item, "observedTimeUnixNano"),
      severity: textField(item, "severityText"),
      body: readValue(fieldOf(item, "body")) ?? null,
      attributes: readAttributes(fieldOf(item, "attributes")),
      traceId: idField(item, "traceId", 16),
      spanId: idField(item, "spanId", 8),
    });
  }
  return records;
}
