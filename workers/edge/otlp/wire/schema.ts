/** How a field's value is read: a scalar of protobuf, bytes as hex or base64 text, or a message. */
export type FieldType =
  | "string"
  | "bool"
  | "hex"
  | "base64"
  | "int64"
  | "fixed64"
  | "sfixed64"
  | "uint32"
  | "double"
  | Message;

/** A field: its name in OTLP/JSON, its type, and whether it may stand there several times, as messages only do here. */
export type Field = readonly [name: string, type: FieldType, repeated?: "repeated"];

/** A message: fields by number. Numbers that are not listed are skipped. */
export interface Message {
  readonly [number: number]: Field;
}

/*
 * The parts of opentelemetry-proto 1.10 that are read, by the field numbers of its .proto files. Left out is what nothing here
 * asks for: buckets, exemplars, span links, schema URLs, dropped counts.
 */

const AnyValue: Record<number, Field> = {
  1: ["stringValue", "string"],
  2: ["boolValue", "bool"],
  3: ["intValue", "int64"],
  4: ["doubleValue", "double"],
  7: ["bytesValue", "base64"],
};
const KeyValue: Message = { 1: ["key", "string"], 2: ["value", AnyValue] };
const ArrayValue: Message = { 1: ["values", AnyValue, "repeated"] };
const KeyValueList: Message = { 1: ["values", KeyValue, "repeated"] };
AnyValue[5] = ["arrayValue", ArrayValue];
AnyValue[6] = ["kvlistValue", KeyValueList];

const Resource: Message = { 1: ["attributes", KeyValue, "repeated"] };
const Scope: Message = {
  1: ["name", "string"],
  3: ["attributes", KeyValue, "repeated"],
};

const LogRecord: Message = {
  1: ["timeUnixNano", "fixed64"],
  3: ["severityText", "string"],
  5: ["body", AnyValue],
  6: ["attributes", KeyValue, "repeated"],
  9: ["traceId", "hex"],
  10: ["spanId", "hex"],
  11: ["observedTimeUnixNano", "fixed64"],
  12: ["eventName", "string"],
};
const ScopeLogs: Message = { 1: ["scope", Scope], 2: ["logRecords", LogRecord, "repeated"] };
const ResourceLogs: Message = { 1: ["resource", Resource], 2: ["scopeLogs", ScopeLogs, "repeated"] };

/** `ExportLogsServiceRequest`. */
export const LogsRequest: Message = { 1: ["resourceLogs", ResourceLogs, "repeated"] };

const SpanEvent: Message = {
  1: ["timeUnixNano", "fixed64"],
  2: ["name", "string"],
  3: ["attributes", KeyValue, "repeated"],
};
const Status: Message = { 2: ["message", "string"], 3: ["code", "uint32"] };
const Span: Message = {
  1: ["traceId", "hex"],
  2: ["spanId", "hex"],
  4: ["parentSpanId", "hex"],
  5: ["name", "string"],
  7: ["startTimeUnixNano", "fixed64"],
  8: ["endTimeUnixNano", "fixed64"],
  9: ["attributes", KeyValue, "repeated"],
  11: ["events", SpanEvent, "repeated"],
  15: ["status", Status],
};
const ScopeSpans: Message = { 1: ["scope", Scope], 2: ["spans", Span, "repeated"] };
const ResourceSpans: Message = { 1: ["resource", Resource], 2: ["scopeSpans", ScopeSpans, "repeated"] };

/** `ExportTraceServiceRequest`. */
export const TracesRequest: Message = { 1: ["resourceSpans", ResourceSpans, "repeated"] };

const NumberPoint: Message = {
  2: ["startTimeUnixNano", "fixed64"],
  3: ["timeUnixNano", "fixed64"],
  4: ["asDouble", "double"],
  6: ["asInt", "sfixed64"],
  7: ["attributes", KeyValue, "repeated"],
  8: ["flags", "uint32"],
};
const HistogramPoint: Message = {
  2: ["startTimeUnixNano", "fixed64"],
  3: ["timeUnixNano", "fixed64"],
  4: ["count", "fixed64"],
  5: ["sum", "double"],
  9: ["attributes", KeyValue, "repeated"],
  10: ["flags", "uint32"],
  11: ["min", "double"],
  12: ["max", "double"],
};
const ExponentialPoint: Message = {
  1: ["attributes", KeyValue, "repeated"],
  2: ["startTimeUnixNano", "fixed64"],
  3: ["timeUnixNano", "fixed64"],
  4: ["count", "fixed64"],
  5: ["sum", "double"],
  10: ["flags", "uint32"],
  12: ["min", "double"],
  13: ["max", "double"],
};
const SummaryPoint: Message = {
  2: ["startTimeUnixNano", "fixed64"],
  3: ["timeUnixNano", "fixed64"],
  4: ["count", "fixed64"],
  5: ["sum", "double"],
  7: ["attributes", KeyValue, "repeated"],
  8: ["flags", "uint32"],
};
const Gauge: Message = { 1: ["dataPoints", NumberPoint, "repeated"] };
const Sum: Message = {
  1: ["dataPoints", NumberPoint, "repeated"],
  2: ["aggregationTemporality", "uint32"],
  3: ["isMonotonic", "bool"],
};
const Histogram: Message = { 1: ["dataPoints", HistogramPoint, "repeated"], 2: ["aggregationTemporality", "uint32"] };
const ExponentialHistogram: Message = {
  1: ["dataPoints", ExponentialPoint, "repeated"],
  2: ["aggregationTemporality", "uint32"],
};
const Summary: Message = { 1: ["dataPoints", SummaryPoint, "repeated"] };
const Metric: Message = {
  1: ["name", "string"],
  3: ["unit", "string"],
  5: ["gauge", Gauge],
  7: ["sum", Sum],
  9: ["histogram", Histogram],
  10: ["exponentialHistogram", ExponentialHistogram],
  11: ["summary", Summary],
};
const ScopeMetrics: Message = { 1: ["scope", Scope], 2: ["metrics", Metric, "repeated"] };
const ResourceMetrics: Message = { 1: ["resource", Resource], 2: ["scopeMetrics", ScopeMetrics, "repeated"] };

/** `ExportMetricsServiceRequest`. */
export const MetricsRequest: Message = { 1: ["resourceMetrics", ResourceMetrics, "repeated"] };
