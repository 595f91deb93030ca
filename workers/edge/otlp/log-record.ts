/** A value of an OTLP attribute or body. 64-bit integers are numbers: nothing that we count exceeds 2^53. */
export type OtlpValue = string | number | boolean | null | OtlpValue[] | { [key: string]: OtlpValue };

/** Attributes by key. Values that were sent empty (`"value": {}`) are left out. */
export type Attributes = Record<string, OtlpValue>;

/** One log record with all that surrounds it, whatever encoding it came in. */
export interface LogRecord {
  resource: Attributes;
  scope: string;
  /** `eventName` of the record; many clients leave it empty and put the name into the attribute `event.name`. */
  eventName: string;
  /** Nanoseconds as text; `""` or `"0"` when not set. */
  timeUnixNano: string;
  observedTimeUnixNano: string;
  severity: string;
  body: OtlpValue;
  attributes: Attributes;
  traceId: string;
  spanId: string;
}
