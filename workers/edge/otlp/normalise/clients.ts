import type { LogRecord } from "../records/log-record.ts";
import type { MetricPoint } from "../records/metric-point.ts";
import type { Origin } from "../records/origin.ts";
import type { Span } from "../records/span.ts";
import { readAiSdkSpan } from "./ai-sdk.ts";
import { CLAUDE_CODE } from "./claude-code.ts";
import { CODEX_CLI } from "./codex-cli.ts";
import { COPILOT_CLI } from "./copilot-cli.ts";
import { CURSOR } from "./cursor.ts";
import type { Client, Draft, MetricReading, NOISE, SpanReading } from "./draft.ts";
import { GEMINI_CLI, QWEN_CODE } from "./gemini-cli.ts";
import { readGenAiLog, readGenAiMetric, readGenAiSpan } from "./gen-ai.ts";
import { readOpenInferenceSpan } from "./openinference.ts";
import { readOpenLlmetrySpan } from "./openllmetry.ts";

/** Clients, each of which is known by its own names. */
const CLIENTS: readonly Client[] = [CLAUDE_CODE, CODEX_CLI, QWEN_CODE, GEMINI_CLI, CURSOR, COPILOT_CLI];
/** Conventions of instrumentations, by which any program may speak. Asked in this order. */
const SPAN_CONVENTIONS = [readAiSdkSpan, readOpenInferenceSpan, readOpenLlmetrySpan, readGenAiSpan] as const;

/** Who sent a record, where it is a client that we know. */
export function clientOf(origin: Origin, name: string): Client | undefined {
  return CLIENTS.find((client) => client.isSender(origin, name));
}

/** What a log record says, by its client or else by the conventions. */
export function readLog(client: Client | undefined, name: string, record: LogRecord): Draft | typeof NOISE | undefined {
  return client?.log === undefined ? readGenAiLog(name, record.attributes) : client.log(name, record);
}

/** What a span says, by its client or else by the conventions. */
export function readSpan(client: Client | undefined, span: Span): SpanReading | undefined {
  const own = client?.span?.(span);
  if (own !== undefined || client?.ownNamesOnly?.includes("spans")) return own;
  for (const read of SPAN_CONVENTIONS) {
    const reading = read(span);
    if (reading !== undefined) return reading;
  }
  return undefined;
}

/** What a metric's increase says, by its client or else by the conventions. */
export function readMetric(client: Client | undefined, point: MetricPoint): MetricReading | undefined {
  const own = client?.metric?.(point);
  return own !== undefined || client?.ownNamesOnly?.includes("metrics") ? own : readGenAiMetric(point);
}
