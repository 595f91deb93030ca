import type { AcceptedEvent } from "./stored-event.ts";
import type { TokenRule, TokenType } from "./tokens.ts";

/** What several signals may tell of the same session, and what is therefore counted from one of them only. */
export type Measure = "requests" | "tokens" | "cost" | "tools" | "decisions" | "prompts" | "sessions" | "lines";

/** How trustworthy a teller is; the higher wins. */
export const RANK = { metric: 1, fineMetric: 2, outerSpan: 2, span: 3, log: 4 } as const;
/** A rank of {@link RANK}. */
export type Rank = (typeof RANK)[keyof typeof RANK];

/**
 * What is said about: a session (`s:`), a trace (`t:`), what is below a span (`p:<trace>:<span>`), or a sender (`a:`), about
 * which things are said for a stretch of time only.
 */
export type Scope = `${"s" | "t" | "p" | "a"}:${string}`;

/** Whether a scope is a sender's. */
export function isTimed(scope: string): boolean {
  return scope.startsWith("a:");
}

/** Says that a measure is told of a scope by a teller of a rank, at a time (epoch ms). */
export interface Mark {
  scope: Scope;
  measure: Measure;
  rank: Rank;
  at: number;
}

/** What may turn out to be told better elsewhere. */
export interface Contest {
  measure: Measure;
  /** The scopes in which a teller of at least the given rank takes precedence. */
  losesTo: Partial<Record<Scope, Rank>>;
  /** The time that it covers, epoch ms: senders' marks count from an hour before to an hour after. */
  from: number;
  to: number;
}

/** An event that may have to be amended later. */
export interface Claim {
  event: AcceptedEvent;
  contest?: Contest;
  /** Set when the event's session is not known but by its trace: who it was may be said by another span. */
  traceId?: string;
}

/** What an increase of a counter is an event of. */
export type Yield =
  /** A count of tokens. Those of one `group`, told at about the same time, are one event. */
  | { kind: "tokens"; group: string; type: TokenType; rule: TokenRule }
  /** An amount, times a factor, in a field of the event. */
  | { kind: "amount"; field: "cost_usd" | "lines_added" | "lines_removed" | "duration_ms"; factor: number }
  /** As many events as the increase says. */
  | { kind: "each" }
  /** One event, however often it is told; it has an id of its own. */
  | { kind: "once" }
  /** An event that carries the increase in its metadata. */
  | { kind: "value" };

/** A data point of a counter or histogram. */
export interface CounterPoint {
  /** Names the point: the same for the same content. */
  id: string;
  /** Names the series that it belongs to. */
  series: string;
  temporality: "delta" | "cumulative";
  /** Nanoseconds as text of 20 digits, so that they compare as text. */
  start: string;
  time: string;
  value: number;
  /** Of a histogram. */
  count?: number;
  /** What its increase becomes; its id, amounts and metadata are filled in. */
  event: AcceptedEvent;
  yields: Yield;
  contest?: Contest;
}

/** Who acts in a trace, as one of its spans says. */
export interface TraceContext {
  session_id?: string;
  user_id?: string;
  team?: string;
}

/** What the edge tells about a trace, beside its events. */
export interface TraceNews {
  trace_id: string;
  /** Span id → parent span id. */
  parents: Record<string, string>;
  context?: TraceContext;
}

/** What one request tells that has to be weighed against what others told. */
export interface Tidings {
  /** Epoch ms, by the clock of the edge. */
  now: number;
  marks: Mark[];
  claims: Claim[];
  points: CounterPoint[];
  traces: TraceNews[];
}

/** A version of an event that has been handed out. */
export interface Receipt {
  event_id: string;
  version: number;
}

/** What is to be stored of it. */
export interface Settlement {
  /** To be stored under the request's own time. */
  events: AcceptedEvent[];
  /** To be stored after those, under `amended_at`: they replace rows. */
  amendments: AcceptedEvent[];
  /** Epoch ms, later than the stamp of every row that is replaced. */
  amended_at: number;
  /** To be sent back once everything is in the queue; until then it is handed out again. */
  receipts: Receipt[];
}

/** What an organisation's telemetry object takes over RPC. */
export interface TelemetryObject {
  /** Weighs tidings. The same tidings again have the same outcome, less what was confirmed meanwhile. */
  settle(tidings: Tidings): Promise<Settlement>;
  confirm(receipts: Receipt[]): Promise<void>;
}
