import * as z from "zod/mini";
import { AppError } from "../../../contract/problem.ts";
import type { Attributes, LogRecord, OtlpValue } from "./log-record.ts";

const orEmpty = <T extends z.ZodMiniType>(list: T) => z._default(z.nullable(z.optional(z.array(list))), []);
const text = z._default(z.nullable(z.optional(z.coerce.string())), "");
const KeyValue = z.object({ key: z.string(), value: z.optional(z.unknown()) });
const Holder = z.nullable(z.optional(z.object({ name: text, attributes: orEmpty(KeyValue) })));

const ExportLogsRequest = z.object({
  resourceLogs: orEmpty(z.object({
    resource: Holder,
    scopeLogs: orEmpty(z.object({
      scope: Holder,
      logRecords: orEmpty(z.object({
        timeUnixNano: text,
        observedTimeUnixNano: text,
        eventName: text,
        severityText: text,
        body: z.optional(z.unknown()),
        attributes: orEmpty(KeyValue),
        traceId: text,
        spanId: text,
      })),
    })),
  })),
});

/** The records of an OTLP/JSON logs request. Fails with `VAL_INVALID_FORMAT` when the body has another shape. */
export function readJsonLogs(body: unknown): LogRecord[] {
  const parsed = ExportLogsRequest.safeParse(body);
  if (!parsed.success) {
    throw new AppError("VAL_INVALID_FORMAT", "The body is not an OTLP logs request.", {
      places: parsed.error.issues.slice(0, 10).map(({ path, message }) => ({
        pointer: path.map((part) => `/${String(part)}`).join(""),
        detail: message,
      })),
    });
  }
  return (parsed.data.resourceLogs ?? []).flatMap(({ resource, scopeLogs }) => {
    const resourceAttributes = readAttributes(resource?.attributes);
    return (scopeLogs ?? []).flatMap(({ scope, logRecords }) =>
      (logRecords ?? []).map((record) => ({
        resource: resourceAttributes,
        scope: scope?.name ?? "",
        eventName: record.eventName ?? "",
        timeUnixNano: record.timeUnixNano ?? "",
        observedTimeUnixNano: record.observedTimeUnixNano ?? "",
        severity: record.severityText ?? "",
        body: readValue(record.body) ?? null,
        attributes: readAttributes(record.attributes),
        traceId: record.traceId ?? "",
        spanId: record.spanId ?? "",
      }))
    );
  });
}

interface AnyValue {
  stringValue?: string;
  boolValue?: boolean;
  intValue?: string | number;
  doubleValue?: number | string;
  bytesValue?: string;
  arrayValue?: { values?: unknown } | null;
  kvlistValue?: { values?: unknown } | null;
}

function readAttributes(list: unknown): Attributes {
  const attributes: Attributes = {};
  for (const entry of asList(list)) {
    const { key, value } = entry as { key?: unknown; value?: unknown };
    const read = readValue(value);
    if (typeof key === "string" && read !== undefined) attributes[key] = read;
  }
  return attributes;
}

/** The objects of a list; nothing where there is no list. Nested values are read as far as they make sense. */
function asList(value: unknown): object[] {
  return Array.isArray(value) ? value.filter((entry) => typeof entry === "object" && entry !== null) : [];
}

/** A value of any kind; `undefined` for the empty ones that some clients send. */
function readValue(value: unknown): OtlpValue | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const any = value as AnyValue;
  if (typeof any.stringValue === "string") return any.stringValue;
  if (typeof any.boolValue === "boolean") return any.boolValue;
  if (any.intValue !== undefined) return Number(any.intValue);
  if (any.doubleValue !== undefined) return Number(any.doubleValue);
  if (typeof any.bytesValue === "string") return any.bytesValue;
  if (any.arrayValue) return asList(any.arrayValue.values).map((item) => readValue(item) ?? null);
  if (any.kvlistValue) return readAttributes(any.kvlistValue.values);
  return undefined;
}
