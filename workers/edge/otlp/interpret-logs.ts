import { UNKNOWN } from "../../../contract/stored-event.ts";
import { RANK, type Scope } from "../../../contract/telemetry.ts";
import { keptAttributes, keptBody } from "./content-keys.ts";
import { type Circumstances, Findings } from "./findings.ts";
import { identify } from "./identity.ts";
import { measuresOf } from "./measures.ts";
import { clientOf, readLog } from "./normalise/clients.ts";
import { type Client, type Draft, NOISE } from "./normalise/draft.ts";
import { eventName } from "./normalise/record-name.ts";
import { type Attributes, textOf } from "./records/attributes.ts";
import { contentId } from "./records/content-id.ts";
import { millisOf } from "./records/json-fields.ts";
import { type LogRecord, readLogs } from "./records/log-record.ts";
import { scopesToldOf } from "./senders.ts";

/** Events of a logs request. What logs tell takes precedence over every other signal. */
export function interpretLogs(body: unknown, circumstances: Circumstances): Findings {
  const findings = new Findings(circumstances, "otlp_logs");
  for (const record of readLogs(body)) addRecord(findings, record);
  return findings;
}

function addRecord(findings: Findings, record: LogRecord): void {
  const name = eventName(record);
  const client = clientOf(record, name);
  const draft = readLog(client, name, record);
  if (draft === NOISE) return;
  const time = timeOf(record);
  const event = findings.check({
    ...identify(record, client),
    ...sessionByTrace(record),
    ...(draft ?? { event_type: "custom", custom_type: name === "" ? "log" : name }),
    event_id: `otl_${recordId(record, name)}`,
    timestamp: time ?? findings.circumstances.now,
    trace_id: record.traceId,
    span_id: record.spanId,
    metadata: metadataOf(record, client, draft, findings.circumstances.capturesContent),
  });
  if (event === undefined) return;
  // Without a time of its own it has that of its first arrival, which somebody has to remember.
  if (time === undefined) findings.claim({ event });
  else findings.keep(event);
  if (draft === undefined) return;
  const scopes: Scope[] = scopesToldOf(record.attributes, record.resource);
  if (event.session_id !== UNKNOWN) scopes.push(`s:${event.session_id}`);
  if (record.traceId !== "") scopes.push(`t:${record.traceId}`);
  findings.mark(scopes, measuresOf(event), RANK.log, event.timestamp);
}

function sessionByTrace({ attributes, resource, traceId }: LogRecord): { session_id?: string } {
  const { session_id } = identify({ attributes, resource }, undefined);
  return session_id === UNKNOWN && traceId !== "" ? { session_id: traceId } : {};
}

/**
 * OTLP has no event id. Cursor gives one. Claude Code numbers its events within a process; a resumed session counts from zero
 * again, so the time belongs to it. Everything else is named by what it says.
 */
function recordId(record: LogRecord, name: string): string {
  const { attributes } = record;
  const own = textOf(attributes, "cursor.event.id");
  if (own !== undefined) return contentId("cursor", own);
  const session = textOf(attributes, "session.id");
  const sequence = textOf(attributes, "event.sequence");
  if (session !== undefined && sequence !== undefined) {
    const time = textOf(attributes, "event.timestamp") ?? record.timeUnixNano;
    return contentId(session, sequence, name, time);
  }
  const { timeUnixNano, observedTimeUnixNano, eventName: namedAs, body, traceId, spanId, key } = record;
  return contentId(timeUnixNano, observedTimeUnixNano, namedAs, body, attributes, traceId, spanId, key);
}

/** Epoch ms: when it happened, else when the client says it did in words, else when its exporter saw it. */
function timeOf(record: LogRecord): number | undefined {
  const stated = Date.parse(textOf(record.attributes, "event.timestamp") ?? "");
  return millisOf(record.timeUnixNano) ?? (Number.isNaN(stated) ? undefined : stated) ??
    millisOf(record.observedTimeUnixNano);
}

function metadataOf(
  record: LogRecord,
  client: Client | undefined,
  draft: Draft | undefined,
  capturesContent: boolean,
): Attributes {
  return {
    ...keptAttributes(record.attributes, draft !== undefined, capturesContent),
    ...(draft === undefined ? contextOf(record, client === undefined, capturesContent) : {}),
  };
}

/**
 * What a record that nobody recognises says beside its attributes. Texts of known clients are sentences made of the rest, or
 * quote what people wrote, so only structured bodies are kept of theirs.
 */
function contextOf(record: LogRecord, isUnknownClient: boolean, capturesContent: boolean): Attributes {
  const { body, severity, scope, resource } = record;
  const context: Attributes = {};
  if (typeof body === "object" && body !== null) context["body"] = keptBody(body, capturesContent);
  // By the GenAI conventions a text in the place of a body is what was said.
  else if (isUnknownClient && body !== null && (capturesContent || !eventName(record).startsWith("gen_ai."))) {
    context["body"] = body;
  }
  if (severity !== "") context["severity"] = severity;
  if (scope !== "") context["scope"] = scope;
  const service = resource["service.name"];
  if (isUnknownClient && service !== undefined) context["service.name"] = service;
  return context;
}
