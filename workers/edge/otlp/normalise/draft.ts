import type { AgentEvent, EventType } from "../../../../contract/event-fields.ts";
import type { Measure, Yield } from "../../../../contract/telemetry.ts";
import type { LogRecord } from "../records/log-record.ts";
import type { MetricPoint } from "../records/metric-point.ts";
import type { Origin } from "../records/origin.ts";
import type { Span } from "../records/span.ts";

/** What a normaliser makes of a record; whose event it is and when it happened is filled in afterwards. */
export type Draft = Partial<Omit<AgentEvent, "event_type">> & { event_type: EventType };

/** A record that is recognised and says nothing that another record does not say. */
export const NOISE = "noise";

/** What a normaliser makes of a span. */
export interface SpanReading {
  draft: Draft;
  /**
   * What the span is in the nesting of a model's call: the request itself, something around requests that may repeat their
   * usage, or a tool. Missing for anything else.
   */
  role?: "request" | "outer" | "tool" | "prompt";
  /** Usage that an outer span repeats; it counts only where no request below tells it. */
  usage?: Draft;
}

/** What a normaliser makes of a metric's increase. */
export interface MetricReading {
  draft: Draft;
  yields: Yield | Omit<Extract<Yield, { kind: "tokens" }>, "group">;
  /** What is told, where logs or spans may tell it as well. */
  measure?: Measure;
  /** Where metrics of a client tell the same twice: the finer ones take precedence. */
  tier?: "fine" | "coarse";
  /** Attributes that tell parts of one event apart, and so do not belong to its group. */
  parts?: readonly string[];
}

/** A client whose telemetry is known. What it answers `undefined` to is kept as `custom`. */
export interface Client {
  agentId: string;
  /** `service.version` is not the client's. */
  hidesVersion?: true;
  /** Signals in which only its own names are read: those of the conventions repeat them. */
  ownNamesOnly?: readonly ("spans" | "metrics")[];
  /** A span event by which it tells that somebody asked for something. */
  promptEvent?: string;
  isSender(origin: Origin, name: string): boolean;
  log?(name: string, record: LogRecord): Draft | typeof NOISE | undefined;
  span?(span: Span): SpanReading | undefined;
  metric?(point: MetricPoint): MetricReading | undefined;
}
