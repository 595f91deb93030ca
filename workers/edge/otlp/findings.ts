import type { RejectedCounts } from "../../../contract/chunk.ts";
import type { AcceptedEvent, EventSource } from "../../../contract/stored-event.ts";
import type { Claim, CounterPoint, Mark, Measure, Rank, Scope, TraceNews } from "../../../contract/telemetry.ts";
import { countCode } from "../events/sort-batch.ts";
import { validateEvent } from "../events/validate-event.ts";
import { shortToolError } from "./content-keys.ts";
import { fitEvent } from "./fit-event.ts";

/** What an interpretation may know besides the request. */
export interface Circumstances {
  /** Epoch ms at which the request arrived. */
  now: number;
  /** Keep what people and models wrote. */
  capturesContent: boolean;
}

/** What a request was found to say. */
export class Findings {
  /** Events that nothing can amend, by id. */
  readonly events = new Map<string, AcceptedEvent>();
  readonly marks = new Map<string, Mark>();
  readonly claims = new Map<string, Claim>();
  readonly points: CounterPoint[] = [];
  readonly traces = new Map<string, TraceNews>();
  /** Records that cannot be events. */
  rejected = 0;
  rejectedCodes: RejectedCounts | undefined;
  /** Why the first of them cannot. */
  reason = "";
  readonly #source: EventSource;

  constructor(readonly circumstances: Circumstances, source: EventSource) {
    this.#source = source;
  }

  /** How many events the request counts as. */
  get size(): number {
    return this.events.size + this.claims.size + this.points.length;
  }

  /** Makes an event of fields, cut to what an event may hold; `undefined`, and counted, where none can be made. */
  check(fields: Record<string, unknown>): AcceptedEvent | undefined {
    const checked = validateEvent(fitEvent(this.#withoutToolContent(fields)), {
      now: this.circumstances.now,
      source: this.#source,
    });
    if ("event" in checked) return checked.event;
    this.rejected++;
    this.rejectedCodes = countCode(this.rejectedCodes, checked.faults[0]);
    this.reason ||= checked.faults[0]?.detail ?? "";
    return undefined;
  }

  #withoutToolContent(fields: Record<string, unknown>): Record<string, unknown> {
    const { event_type: type, error_message: message } = fields;
    if (this.circumstances.capturesContent || type !== "tool_call" || typeof message !== "string") return fields;
    return { ...fields, error_message: shortToolError(message) };
  }

  /** What is there twice under the same id is one event. */
  keep(event: AcceptedEvent): void {
    this.events.set(event.event_id, event);
  }

  claim(claim: Claim): void {
    this.claims.set(claim.event.event_id, claim);
  }

  mark(scopes: readonly Scope[], measures: readonly Measure[], rank: Rank, at: number): void {
    for (const scope of scopes) {
      for (const measure of measures) this.#markOne({ scope, measure, rank, at });
    }
  }

  /** Of several marks of a scope, the first and the last in time say all. */
  #markOne(mark: Mark): void {
    const name = `${mark.scope} ${mark.measure} ${mark.rank}`;
    const first = this.marks.get(name);
    const last = this.marks.get(`${name} last`);
    if (first === undefined || mark.at < first.at) this.marks.set(name, mark);
    if (first !== undefined && mark.at > (last ?? first).at) this.marks.set(`${name} last`, mark);
    else if (first !== undefined && mark.at < first.at && last === undefined) this.marks.set(`${name} last`, first);
  }

  /** What is known of a trace so far. */
  trace(traceId: string): TraceNews {
    let news = this.traces.get(traceId);
    if (news === undefined) this.traces.set(traceId, news = { trace_id: traceId, parents: {} });
    return news;
  }
}
