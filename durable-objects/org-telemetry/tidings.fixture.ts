import type { AcceptedEvent } from "../../contract/stored-event.ts";
import type { Claim, CounterPoint, Mark, Scope, Tidings } from "../../contract/telemetry.ts";
import { RANK } from "../../contract/telemetry.ts";

export const NOW = 1_795_000_000_000;

/** An event of a metric. */
export function aMetricEvent(change: Partial<AcceptedEvent> = {}): AcceptedEvent {
  return {
    event_id: `otl_${crypto.randomUUID()}`,
    event_type: "cost_incurred",
    timestamp: NOW,
    session_id: "s1",
    user_id: "ana@example.com",
    agent_id: "claude-code",
    source: "otlp_metrics",
    cost_source: "none",
    ...change,
  };
}

/** Tidings of nothing but what is given. */
export function tidings(change: Partial<Tidings>): Tidings {
  return { now: NOW, marks: [], claims: [], points: [], traces: [], ...change };
}

/** A point of a counter of tokens in session `s1`. */
export function aTokenPoint(time: number, value: number, change: Partial<CounterPoint> = {}): CounterPoint {
  const text = String(time).padStart(20, "0");
  const id = `p${time}-${value}`;
  return {
    id,
    series: "tokens-input",
    temporality: "cumulative",
    start: "0".padStart(20, "0"),
    time: text,
    value,
    event: aMetricEvent({ event_id: `otl_${id}`, timestamp: NOW + time }),
    yields: { kind: "tokens", group: "g", type: "input", rule: { inputHasCache: true, outputHasReasoning: true } },
    contest: { measure: "tokens", losesTo: { "s:s1": RANK.span }, from: NOW, to: NOW + time },
    ...change,
  };
}

/** A model call's span that loses to logs of session `s1`. */
export function aSpanClaim(change: Partial<Claim> = {}): Claim {
  return {
    event: aMetricEvent({ event_type: "llm_request", source: "otlp_traces", input_tokens: 10, success: true }),
    contest: { measure: "requests", losesTo: { "s:s1": RANK.log }, from: NOW, to: NOW },
    ...change,
  };
}

/** A mark of logs. */
export function aLogMark(scope: Scope, measure: Mark["measure"], at = NOW): Mark {
  return { scope, measure, rank: RANK.log, at };
}
