import { versionId } from "../../contract/amendment.ts";
import { DEFAULT_SETTINGS } from "../../contract/default-settings.ts";
import type { AcceptedEvent } from "../../contract/stored-event.ts";
import { unpackWindow } from "../../contract/packed-window.ts";
import { summarize } from "../../contract/summarize.ts";
import type { Settlement } from "../../contract/telemetry.ts";
import { addCounts, type Counts } from "../../contract/window.ts";
import { settle } from "../../durable-objects/org-telemetry/settle.ts";
import { TelemetryStorage } from "../../durable-objects/org-telemetry/storage.ts";
import { confirmVersion } from "../../durable-objects/org-telemetry/versions.ts";
import { interpretLogs } from "../../workers/edge/otlp/interpret-logs.ts";
import { interpretMetrics } from "../../workers/edge/otlp/interpret-metrics.ts";
import { interpretSpans } from "../../workers/edge/otlp/interpret-spans.ts";
import { rememberMarks } from "../../workers/edge/otlp/known-marks.ts";
import { settleFindings } from "../../workers/edge/otlp/settle-findings.ts";
import type { TelemetrySignal } from "../../contract/ingest-routes.ts";
import { sqliteStorage } from "./sqlite-storage.ts";

const INTERPRETERS = { logs: interpretLogs, metrics: interpretMetrics, traces: interpretSpans };

/** What became of a request on its way. */
export interface Mishaps {
  /** The queue refused: the client gets no answer and nothing is stored. */
  queueRefuses?: boolean;
  /** The events are stored and the telemetry object never hears of it. */
  isUnconfirmed?: boolean;
}

interface Row {
  event: AcceptedEvent;
  receivedAt: number;
  /** Another version has the same stamp: which of them a merge keeps is left to chance. */
  isTie: boolean;
}

/**
 * One organisation from a decoded request on to its rows and its live sums, with the real telemetry object's rules over a real
 * SQLite: rows replace each other as in ClickHouse, and the live sums take every version of an event once, in any order.
 */
export class TelemetryLedger {
  readonly #orgId = `org_${crypto.randomUUID()}`;
  readonly #storage = new TelemetryStorage(sqliteStorage());
  readonly #rows = new Map<string, Row>();
  readonly #counted = new Set<string>();
  readonly live: Counts = {};
  /** Records that were refused. */
  rejected = 0;

  constructor(public now = Date.now()) {}

  /** Takes a request in its JSON form. */
  async post(signal: TelemetrySignal, body: unknown, { queueRefuses, isUnconfirmed }: Mishaps = {}): Promise<void> {
    this.now += 1;
    const findings = INTERPRETERS[signal](body, { now: this.now, capturesContent: false });
    this.rejected += findings.rejected;
    const settlement = await settleFindings(findings, { org_id: this.#orgId, settings: DEFAULT_SETTINGS }, {
      settle: async (tidings) => structuredClone(settle(this.#storage, structuredClone(tidings), this.now)),
      confirm: async () => {},
    });
    if (queueRefuses) return;
    this.#store(settlement);
    rememberMarks(this.#orgId, settlement.told, this.now);
    if (isUnconfirmed) return;
    for (const { event_id, version } of settlement.receipts) {
      const entry = this.#storage.readEntry(event_id);
      if (entry === undefined) continue;
      if (confirmVersion(entry, version)) this.#storage.deleteEntry(event_id);
      else this.#storage.writeEntry(entry, this.now);
    }
  }

  #store({ events, amendments, amended_at }: Settlement): void {
    for (const event of events) this.#storeRow(event, this.now);
    for (const event of amendments) this.#storeRow(event, amended_at);
    for (const event of [...events, ...amendments]) this.#countLive(event);
  }

  #storeRow(event: AcceptedEvent, receivedAt: number): void {
    const key = `${event.event_type} ${event.timestamp} ${event.event_id}`;
    const known = this.#rows.get(key);
    const isTie = known?.receivedAt === receivedAt && versionId(known.event) !== versionId(event);
    if (known === undefined || receivedAt >= known.receivedAt) this.#rows.set(key, { event, receivedAt, isTie });
  }

  #countLive(event: AcceptedEvent): void {
    if (this.#counted.has(versionId(event))) return;
    this.#counted.add(versionId(event));
    // As if it had just happened: the live view leaves out what is older than a day.
    for (const window of summarize([event], event.timestamp).windows) addCounts(this.live, unpackWindow(window).totals);
  }

  /** The rows that reads see. */
  get events(): AcceptedEvent[] {
    const tied = [...this.#rows.values()].find(({ isTie }) => isTie);
    if (tied !== undefined) throw new Error(`two versions of ${tied.event.event_id} have one stamp`);
    return [...this.#rows.values()].map(({ event }) => event).filter((event) => event.is_deleted === undefined);
  }

  ofType(type: AcceptedEvent["event_type"]): AcceptedEvent[] {
    return this.events.filter((event) => event.event_type === type);
  }

  /** The sum of a field over the rows, money without drift. */
  sum(field: SummedField): number {
    const sum = this.events.reduce((total, event) => total + (event[field] ?? 0), 0);
    return Math.round(sum * 1e9) / 1e9;
  }

  tokens(): Record<(typeof TOKEN_FIELDS)[number], number> {
    return Object.fromEntries(TOKEN_FIELDS.map((name) => [name, this.sum(name)])) as ReturnType<
      TelemetryLedger["tokens"]
    >;
  }

  /** The live view's sums of what the rows add up to as well. */
  liveSums(): Record<string, number> {
    return Object.fromEntries(LIVE_FIELDS.map((name) => [name, this.live[name] ?? 0]));
  }

  rowSums(): Record<string, number> {
    return {
      ...this.tokens(),
      cost_usd: this.sum("cost_usd"),
      events: this.events.length,
      llm_requests: this.ofType("llm_request").length,
      tool_calls: this.ofType("tool_call").length,
    };
  }
}

type SummedField = (typeof TOKEN_FIELDS)[number] | "cost_usd" | "lines_added" | "lines_removed" | "duration_ms";

const TOKEN_FIELDS = [
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "reasoning_tokens",
] as const;
const LIVE_FIELDS = [...TOKEN_FIELDS, "cost_usd", "events", "llm_requests", "tool_calls"] as const;
