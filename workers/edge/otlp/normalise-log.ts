import { createHash } from "node:crypto";
import { UNKNOWN } from "../../../contract/stored-event.ts";
import type { LogRecord } from "./log-record.ts";
import { keptAttributes, keptBody, shortToolError } from "./content-keys.ts";
import { fitEvent } from "./fit-event.ts";
import { textOf } from "./read-attributes.ts";
import { normaliseClaudeCode } from "./normalise/claude-code.ts";
import { normaliseCodexCli } from "./normalise/codex-cli.ts";
import { type Draft, NOISE } from "./normalise/draft.ts";
import { normaliseGeminiCli, normaliseQwenCode } from "./normalise/gemini-cli.ts";

/** A client whose records we know. */
interface Client {
  agentId: string;
  isSender(name: string, record: LogRecord): boolean;
  normalise(name: string, record: LogRecord): Draft | typeof NOISE | undefined;
}

const CLIENTS: readonly Client[] = [
  {
    agentId: "claude-code",
    isSender: (name, record) =>
      record.scope.startsWith("com.anthropic.claude_code") || name.startsWith("claude_code.") ||
      bodyText(record).startsWith("claude_code."),
    normalise: normaliseClaudeCode,
  },
  {
    agentId: "codex-cli",
    isSender: (name, { resource }) => name.startsWith("codex.") || textOf(resource, "service.name") === "codex_exec",
    normalise: normaliseCodexCli,
  },
  {
    agentId: "qwen-code",
    isSender: (name, { resource }) => name.startsWith("qwen-code.") || textOf(resource, "service.name") === "qwen-code",
    normalise: normaliseQwenCode,
  },
  {
    agentId: "gemini-cli",
    isSender: (name, { resource }) =>
      name.startsWith("gemini_cli.") || textOf(resource, "service.name") === "gemini-cli",
    normalise: normaliseGeminiCli,
  },
];

/**
 * One log record as an event in the form that `/v1/events` takes; {@link NOISE} for records that repeat others.
 * @param now epoch ms, used when the record has no time at all
 * @param repeat how many identical records came before it in the same request: it keeps their ids apart
 * @param captureContent whether the organisation keeps what people and models wrote
 */
export function normaliseLog(
  record: LogRecord,
  now: number,
  repeat: number,
  captureContent = false,
): Record<string, unknown> | typeof NOISE {
  const { attributes } = record;
  const name = nameOf(record);
  const client = CLIENTS.find((candidate) => candidate.isSender(name, record));
  const draft = client?.normalise(name, record);
  if (draft === NOISE) return NOISE;
  return fitEvent({
    ...whose(record, client),
    ...(withoutToolContent(draft, captureContent) ?? { event_type: "custom", custom_type: name === "" ? "log" : name }),
    event_id: eventId(record, name, repeat),
    timestamp: timeOf(record, now),
    trace_id: record.traceId,
    span_id: record.spanId,
    metadata: {
      ...keptAttributes(attributes, draft !== undefined, captureContent),
      ...(draft === undefined ? unknownContext(record, name, client === undefined, captureContent) : {}),
    },
  });
}

function withoutToolContent(draft: Draft | undefined, captureContent: boolean): Draft | undefined {
  if (captureContent || draft?.event_type !== "tool_call" || draft.error_message === undefined) return draft;
  return { ...draft, error_message: shortToolError(draft.error_message) };
}

/** The key under which identical records are counted: everything that the record says. */
export function recordKey(record: LogRecord): string {
  const { timeUnixNano, observedTimeUnixNano, eventName, body, attributes, traceId, spanId, resource } = record;
  return createHash("sha256").update(
    JSON.stringify([timeUnixNano, observedTimeUnixNano, eventName, body, attributes, traceId, spanId, resource]),
  ).digest("hex").slice(0, 32);
}

function nameOf(record: LogRecord): string {
  const body = bodyText(record);
  return textOf(record.attributes, "event.name") ??
    (record.eventName === "" && body.startsWith("claude_code.") ? body : record.eventName);
}

function bodyText({ body }: LogRecord): string {
  return typeof body === "string" ? body : "";
}

/**
 * OTLP has no event id. Claude Code numbers its events within a process, which survives re-encoding; a resumed session
 * counts from zero again, so the time belongs to it.
 */
function eventId(record: LogRecord, name: string, repeat: number): string {
  const session = textOf(record.attributes, "session.id");
  const sequence = textOf(record.attributes, "event.sequence");
  if (session !== undefined && sequence !== undefined) {
    const time = textOf(record.attributes, "event.timestamp") ?? record.timeUnixNano;
    const parts = [session, sequence, name, time];
    return `otl_${createHash("sha256").update(parts.join("\u0000")).digest("hex").slice(0, 32)}`;
  }
  return `otl_${recordKey(record)}${repeat === 0 ? "" : `_${repeat}`}`;
}

/** Epoch ms: when it happened, else when the client says it did in words, else when its exporter saw it, else now. */
function timeOf(record: LogRecord, now: number): number {
  const stated = Date.parse(textOf(record.attributes, "event.timestamp") ?? "");
  return fromNanos(record.timeUnixNano) ?? (Number.isNaN(stated) ? undefined : stated) ??
    fromNanos(record.observedTimeUnixNano) ?? now;
}

function fromNanos(nanos: string): number | undefined {
  return /^[1-9]\d*$/.test(nanos) ? Number(BigInt(nanos) / 1_000_000n) : undefined;
}

function whose({ attributes, resource, traceId }: LogRecord, client: Client | undefined): Record<string, unknown> {
  const either = (...keys: string[]) => textOf(attributes, ...keys) ?? textOf(resource, ...keys);
  return {
    agent_id: client?.agentId ?? either("gen_ai.agent.name", "gen_ai.agent.id", "service.name") ?? UNKNOWN,
    // Gemini CLI puts its runtime's version into service.version.
    agent_version: either("app.version") ?? (client?.agentId === "gemini-cli" ? undefined : either("service.version")),
    session_id: either("session.id", "conversation.id", "gen_ai.conversation.id") ??
      (traceId === "" ? UNKNOWN : traceId),
    user_id: either("user.email", "user.account_uuid", "user.id", "enduser.id", "user.account_id", "installation.id") ??
      UNKNOWN,
    team: either("team", "team.name", "team.id", "department"),
    repo: either("vcs.repository.name", "repository", "repo"),
    environment: environment(either("deployment.environment.name", "deployment.environment", "env")),
  };
}

function environment(value: string | undefined): string | undefined {
  const long: Record<string, string> = { prod: "production", stage: "staging", dev: "development" };
  return value === undefined ? undefined : long[value] ?? value;
}

/**
 * What a record that nobody recognises says beside its attributes. Texts of known clients are sentences made of the rest, or
 * quote what people wrote, so only structured bodies are kept of theirs.
 */
function unknownContext(
  { body, severity, scope, resource }: LogRecord,
  name: string,
  isUnknownClient: boolean,
  captureContent: boolean,
): LogRecord["attributes"] {
  const context: LogRecord["attributes"] = {};
  if (typeof body === "object" && body !== null) context.body = keptBody(body, captureContent);
  // By the GenAI conventions a text in the place of a body is what was said.
  else if (isUnknownClient && body !== null && (captureContent || !name.startsWith("gen_ai."))) context.body = body;
  if (severity !== "") context.severity = severity;
  if (scope !== "") context.scope = scope;
  const service = resource["service.name"];
  if (isUnknownClient && service !== undefined) context["service.name"] = service;
  return context;
}
