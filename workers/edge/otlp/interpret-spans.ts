import { type AcceptedEvent, UNKNOWN } from "../../../contract/stored-event.ts";
import {
  type Contest,
  type Measure,
  RANK,
  type Rank,
  type Scope,
  type TraceContext,
} from "../../../contract/telemetry.ts";
import { keptAttributes } from "./content-keys.ts";
import { type Circumstances, Findings } from "./findings.ts";
import { identify, sessionOf, teamOf, userOf } from "./identity.ts";
import { measuresOf } from "./measures.ts";
import { clientOf, readSpan } from "./normalise/clients.ts";
import type { Client, Draft, SpanReading } from "./normalise/draft.ts";
import { flagOf, numberOf, textOf } from "./records/attributes.ts";
import { contentId } from "./records/content-id.ts";
import { millisOf } from "./records/json-fields.ts";
import { readSpans, type Span } from "./records/span.ts";
import { scopesAsked, scopesToldOf } from "./senders.ts";
import { SpanTree } from "./span-tree.ts";

/** A span and what it was found to be. */
interface ReadSpan {
  span: Span;
  client: Client | undefined;
  reading: SpanReading | undefined;
}

/**
 * Events of a traces request. A request to a model counts by the innermost span that tells it; logs of the same session take
 * precedence over spans.
 */
export function interpretSpans(body: unknown, circumstances: Circumstances): Findings {
  const findings = new Findings(circumstances, "otlp_traces");
  const spans = readSpans(body);
  const tree = new SpanTree(spans);
  const read = spans.map((span): ReadSpan => {
    const client = clientOf(span, span.name);
    return { span, client, reading: readSpan(client, span) };
  });
  const agentTraces = new Set(read.filter(({ reading }) => reading !== undefined).map(({ span }) => span.traceId));
  for (const one of read) addSpan(findings, tree, one, agentTraces.has(one.span.traceId));
  // Also of traces that seem to be about something else: one of their spans may stand between two that are not.
  for (const span of spans) tellTrace(findings, span);
  return findings;
}

function addSpan(findings: Findings, tree: SpanTree, { span, client, reading }: ReadSpan, isAgents: boolean): void {
  const context = tree.contextOf(span);
  const draft = reading?.draft ?? { event_type: "custom", custom_type: span.name === "" ? "span" : span.name };
  const session = context.session_id ?? (isAgents && span.traceId !== "" ? span.traceId : undefined);
  const make = (made: Draft, suffix: string) =>
    findings.check({
      ...identify(span, client),
      ...context,
      session_id: session ?? UNKNOWN,
      ...outcomeOf(span),
      ...withoutUndefined(made),
      event_id: `otl_${spanId(span)}${suffix}`,
      timestamp: millisOf(span.endTimeUnixNano) ?? millisOf(span.startTimeUnixNano) ?? findings.circumstances.now,
      trace_id: span.traceId,
      span_id: span.spanId,
      parent_event_id: span.parentSpanId === ""
        ? undefined
        : `otl_${contentId("span", span.traceId, span.parentSpanId)}`,
      metadata: suffix === "" ? metadataOf(findings, span, client, reading) : {},
    });
  const isGuess = context.session_id === undefined && isAgents && span.traceId !== "";
  const event = make(draft, "");
  if (event !== undefined) settleEvent(findings, span, event, reading?.role, isGuess);
  const usage = reading?.usage === undefined ? undefined : make(reading.usage, "_usage");
  if (usage !== undefined) claimOuterUsage(findings, span, usage, isGuess);
  for (const prompt of promptsOf(span, client, make)) settleEvent(findings, span, prompt, "prompt", isGuess);
}

/** A span's event as something that logs or other spans may tell better. */
function settleEvent(
  findings: Findings,
  span: Span,
  event: AcceptedEvent,
  role: SpanReading["role"],
  isGuess: boolean,
): void {
  const [measure] = role === undefined || role === "outer" ? [] : measuresOf(event);
  const traceId = isGuess ? { traceId: span.traceId } : {};
  if (measure === undefined) {
    if (isGuess) findings.claim({ event, ...traceId });
    else findings.keep(event);
    return;
  }
  const losesTo = scopesOf(span, event, isGuess, RANK.log);
  if (role === "request") {
    if (span.traceId !== "") losesTo[`p:${span.traceId}:${span.spanId}`] = RANK.span;
    markRequest(findings, span, event, isGuess);
  }
  findings.claim({ event, ...traceId, contest: contestOf(span, event, measure, losesTo) });
}

function scopesOf(span: Span, event: AcceptedEvent, isGuess: boolean, rank: Rank): Partial<Record<Scope, Rank>> {
  const scopes: Scope[] = [];
  if (span.traceId !== "") scopes.push(`t:${span.traceId}`);
  if (!isGuess && event.session_id !== UNKNOWN) scopes.push(`s:${event.session_id}`);
  else scopes.push(...scopesAsked(span.attributes, span.resource));
  return Object.fromEntries(scopes.map((scope) => [scope, rank]));
}

function contestOf(span: Span, event: AcceptedEvent, measure: Measure, losesTo: Contest["losesTo"]): Contest {
  const from = Math.min(millisOf(span.startTimeUnixNano) ?? event.timestamp, event.timestamp);
  return { measure, losesTo, from, to: event.timestamp };
}

/** Says that a request is told here: to spans around it, to metrics of its session, and to metrics that name none. */
function markRequest(findings: Findings, span: Span, event: AcceptedEvent, isGuess: boolean): void {
  const measures = measuresOf(event);
  const scopes = scopesToldOf(span.attributes, span.resource);
  if (!isGuess && event.session_id !== UNKNOWN) scopes.push(`s:${event.session_id}`);
  if (span.traceId !== "") scopes.push(`t:${span.traceId}`);
  if (span.parentSpanId !== "") scopes.push(`p:${span.traceId}:${span.parentSpanId}`);
  findings.mark(scopes, measures, RANK.span, event.timestamp);
}

/** The usage of a span around requests counts where no request of its trace tells it. */
function claimOuterUsage(findings: Findings, span: Span, event: AcceptedEvent, isGuess: boolean): void {
  const losesTo = scopesOf(span, event, isGuess, RANK.log);
  if (span.traceId !== "") {
    losesTo[`t:${span.traceId}`] = RANK.span;
    losesTo[`p:${span.traceId}:${span.spanId}`] = RANK.outerSpan;
    if (span.parentSpanId !== "") {
      findings.mark([`p:${span.traceId}:${span.parentSpanId}`], ["tokens"], RANK.outerSpan, event.timestamp);
    }
  }
  const traceId = isGuess ? { traceId: span.traceId } : {};
  findings.claim({ event, ...traceId, contest: contestOf(span, event, "tokens", losesTo) });
}

/** What a request says about a trace's shape, and about who acts in it. */
function tellTrace(findings: Findings, span: Span): void {
  const session_id = sessionOf(span.attributes, span.resource);
  const isLinked = span.parentSpanId !== "" && span.spanId !== "";
  if (span.traceId === "" || (session_id === undefined && !isLinked)) return;
  const news = findings.trace(span.traceId);
  if (isLinked) news.parents[span.spanId] = span.parentSpanId;
  if (session_id === undefined || news.context !== undefined) return;
  const user_id = userOf(span.attributes, span.resource);
  const team = teamOf(span.attributes, span.resource);
  news.context = {
    session_id: session_id.slice(0, 256),
    ...(user_id === undefined ? {} : { user_id: user_id.slice(0, 256) }),
    ...(team === undefined ? {} : { team: team.slice(0, 128) }),
  } satisfies TraceContext;
}

function outcomeOf(span: Span): Partial<Draft> {
  const { attributes, status } = span;
  const said = flagOf(attributes, "success");
  const failed = status === "error" || textOf(attributes, "error.type") !== undefined;
  const exception = span.events.find(({ name }) => name === "exception")?.attributes ?? {};
  return {
    success: said ?? !failed,
    duration_ms: durationOf(span),
    status_code: numberOf(attributes, "http.response.status_code", "http.status_code"),
    ...(failed
      ? {
        error_type: textOf(attributes, "error.type") ?? textOf(exception, "exception.type") ?? "error",
        error_message: span.statusMessage === "" ? textOf(exception, "exception.message") : span.statusMessage,
      }
      : {}),
  };
}

function durationOf(span: Span): number | undefined {
  const { startTimeUnixNano: start, endTimeUnixNano: end } = span;
  if (start === "" || end === "") return undefined;
  return Math.max(0, Number(BigInt(end) - BigInt(start)) / 1e6);
}

/** A span is known by its ids; one without them by what it says. */
function spanId({ traceId, spanId: id, name, startTimeUnixNano, endTimeUnixNano, attributes, key }: Span): string {
  if (traceId !== "" && id !== "") return contentId("span", traceId, id);
  return contentId(name, startTimeUnixNano, endTimeUnixNano, attributes, key);
}

function metadataOf(findings: Findings, span: Span, client: Client | undefined, reading: SpanReading | undefined) {
  const { capturesContent } = findings.circumstances;
  return {
    ...keptAttributes(span.attributes, reading !== undefined, capturesContent),
    ...(reading === undefined && span.scope !== "" ? { scope: span.scope } : {}),
    ...(reading === undefined && client === undefined ? { "service.name": span.resource["service.name"] ?? "" } : {}),
  };
}

/** Copilot CLI tells prompts as something that happened during a span. */
function promptsOf(
  span: Span,
  client: Client | undefined,
  make: (draft: Draft, suffix: string) => AcceptedEvent | undefined,
): AcceptedEvent[] {
  if (client?.promptEvent === undefined) return [];
  return span.events.filter(({ name }) => name === client.promptEvent).flatMap(({ timeUnixNano }, index) => {
    const prompt = make({ event_type: "user_prompt" }, `_prompt_${index}`);
    if (prompt === undefined) return [];
    const said = { ...prompt, timestamp: millisOf(timeUnixNano) ?? prompt.timestamp };
    delete said.duration_ms;
    delete said.success;
    return [said];
  });
}

function withoutUndefined(draft: Draft): Partial<Draft> {
  return Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined));
}
