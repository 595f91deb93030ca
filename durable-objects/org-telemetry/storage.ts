import type { ForgottenTelemetry } from "../../contract/rpc.ts";
import type { AcceptedEvent } from "../../contract/stored-event.ts";
import type { Contest, Mark, TraceContext } from "../../contract/telemetry.ts";
import type { TokenRule, TokenType } from "../../contract/tokens.ts";
import {
  ENTRY_RETENTION_MS,
  INCREASE_RETENTION_MS,
  MARK_RETENTION_MS,
  MAX_ROWS,
  SERIES_RETENTION_MS,
  TRACE_RETENTION_MS,
} from "./constants.ts";

/** The parts of a token event: one for each point that told of it. */
export interface TokenParts {
  rule: TokenRule;
  /** Point id → what it counts, and how much. */
  points: Record<string, [TokenType, number]>;
}

/** An event that may be amended, and what has been handed out of it. */
export interface Entry {
  event: AcceptedEvent;
  contest?: Contest;
  traceId?: string;
  group?: string;
  parts?: TokenParts;
  /** Versions that have been handed out and not confirmed, oldest first; the last one handed out, when all are confirmed. */
  versions: { version: number; event: AcceptedEvent }[];
  /** The latest version that is in the queue; −1 when none is. */
  confirmed: number;
  /** The latest stamp a version was handed out under, epoch ms. */
  receivedAt: number;
  /** Whether a version is not known to be in the queue. */
  isPending: boolean;
}

/** What is known of a scope and measure. */
export interface Known {
  rank: number;
  from: number;
  to: number;
}

/** Where a cumulative counter stands. */
export interface Counter {
  time: string;
  value: number;
  count: number;
  touched: number;
}

/** How much a counter rose at a point. */
export interface Increase {
  value: number;
  count: number;
}

/** Everything that is kept. */
export const TELEMETRY_TABLES = [
  "entries",
  "entry_scopes",
  "marks",
  "counters",
  "increases",
  "links",
  "contexts",
] as const;

export const TELEMETRY_SCHEMA = `
  CREATE TABLE IF NOT EXISTS entries (event_id TEXT PRIMARY KEY, group_key TEXT, at INTEGER NOT NULL, trace_id TEXT, pending INTEGER NOT NULL, body TEXT NOT NULL, touched INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS entries_group ON entries (group_key, at) WHERE group_key IS NOT NULL;
  CREATE INDEX IF NOT EXISTS entries_trace ON entries (trace_id) WHERE trace_id IS NOT NULL;
  CREATE INDEX IF NOT EXISTS entries_pending ON entries (touched) WHERE pending = 1;
  CREATE INDEX IF NOT EXISTS entries_touched ON entries (touched);
  CREATE TABLE IF NOT EXISTS entry_scopes (scope TEXT NOT NULL, measure TEXT NOT NULL, event_id TEXT NOT NULL, touched INTEGER NOT NULL, PRIMARY KEY (scope, measure, event_id)) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS entry_scopes_event ON entry_scopes (event_id);
  CREATE TABLE IF NOT EXISTS marks (scope TEXT NOT NULL, measure TEXT NOT NULL, rank INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, touched INTEGER NOT NULL, PRIMARY KEY (scope, measure));
  CREATE INDEX IF NOT EXISTS marks_touched ON marks (touched);
  CREATE TABLE IF NOT EXISTS counters (series TEXT NOT NULL, start TEXT NOT NULL, time TEXT NOT NULL, value REAL NOT NULL, count REAL NOT NULL, touched INTEGER NOT NULL, PRIMARY KEY (series, start));
  CREATE INDEX IF NOT EXISTS counters_touched ON counters (touched);
  CREATE TABLE IF NOT EXISTS increases (series TEXT NOT NULL, start TEXT NOT NULL, time TEXT NOT NULL, value REAL NOT NULL, count REAL NOT NULL, touched INTEGER NOT NULL, PRIMARY KEY (series, start, time));
  CREATE INDEX IF NOT EXISTS increases_touched ON increases (touched);
  CREATE TABLE IF NOT EXISTS links (trace_id TEXT NOT NULL, body TEXT NOT NULL, touched INTEGER NOT NULL, PRIMARY KEY (trace_id, body));
  CREATE INDEX IF NOT EXISTS links_touched ON links (touched);
  CREATE TABLE IF NOT EXISTS contexts (trace_id TEXT PRIMARY KEY, body TEXT NOT NULL, touched INTEGER NOT NULL);
  CREATE INDEX IF NOT EXISTS contexts_touched ON contexts (touched);
`;

const RETENTION_MS = {
  entries: ENTRY_RETENTION_MS,
  marks: MARK_RETENTION_MS,
  counters: SERIES_RETENTION_MS,
  increases: INCREASE_RETENTION_MS,
  links: TRACE_RETENTION_MS,
  contexts: TRACE_RETENTION_MS,
} as const;

const peopleIn = ({ event, versions }: Entry) => [event.user_id, ...versions.map((version) => version.event.user_id)];

/** The object's SQLite tables. Methods are single statements; the caller groups them into transactions. */
export class TelemetryStorage {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#sql.exec(TELEMETRY_SCHEMA);
  }

  readEntry(eventId: string): Entry | undefined {
    return this.#readEntries("event_id = ?", eventId)[0];
  }

  /** The entry of a group that is nearest to a time (epoch ms), within a span to both sides. */
  findInGroup(group: string, at: number, withinMs: number): Entry | undefined {
    return this.#readEntries(
      "group_key = ? AND at BETWEEN ? AND ? ORDER BY abs(at - ?), at LIMIT 1",
      group,
      at - withinMs,
      at + withinMs,
      at,
    )[0];
  }

  /** Entries whose contest a mark may decide. */
  findContested({ scope, measure }: Pick<Mark, "scope" | "measure">): Entry[] {
    return this.#readEntries(
      "event_id IN (SELECT event_id FROM entry_scopes WHERE scope = ? AND measure = ?)",
      scope,
      measure,
    );
  }

  /** Of those, the ones with something that is not known to be in the queue. */
  findContestedPending({ scope, measure }: Pick<Mark, "scope" | "measure">): Entry[] {
    return this.#readEntries(
      "pending = 1 AND event_id IN (SELECT event_id FROM entry_scopes WHERE scope = ? AND measure = ?)",
      scope,
      measure,
    );
  }

  /** Entries of a trace whose session is not known. */
  findOfTrace(traceId: string): Entry[] {
    return this.#readEntries("trace_id = ?", traceId);
  }

  /** Entries with something that was handed out before `before` (epoch ms) and not confirmed, oldest first. */
  findOverdue(before: number, limit: number): Entry[] {
    return this.#readEntries("pending = 1 AND touched < ? ORDER BY touched LIMIT ?", before, limit);
  }

  #readEntries(where: string, ...values: (string | number)[]): Entry[] {
    return this.#sql.exec<{ body: string }>(`SELECT body FROM entries WHERE ${where}`, ...values).toArray()
      .map(({ body }) => JSON.parse(body) as Entry);
  }

  writeEntry(entry: Entry, now: number): void {
    const { event, group, traceId, isPending } = entry;
    this.#sql.exec(
      "INSERT OR REPLACE INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)",
      event.event_id,
      group ?? null,
      event.timestamp,
      traceId ?? null,
      isPending ? 1 : 0,
      JSON.stringify(entry),
      now,
    );
  }

  writeScope(scope: string, measure: string, eventId: string, now: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO entry_scopes VALUES (?, ?, ?, ?)", scope, measure, eventId, now);
  }

  deleteEntry(eventId: string): void {
    this.#sql.exec("DELETE FROM entries WHERE event_id = ?", eventId);
    this.#sql.exec("DELETE FROM entry_scopes WHERE event_id = ?", eventId);
  }

  readMark(scope: string, measure: string): Known | undefined {
    const sql = "SELECT rank, first, last FROM marks WHERE scope = ? AND measure = ?";
    const [row] = this.#sql.exec<{ rank: number; first: number; last: number }>(sql, scope, measure).toArray();
    return row === undefined ? undefined : { rank: row.rank, from: row.first, to: row.last };
  }

  writeMark(scope: string, measure: string, { rank, from, to }: Known, now: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO marks VALUES (?, ?, ?, ?, ?, ?)", scope, measure, rank, from, to, now);
  }

  readCounter(series: string, start: string): Counter | undefined {
    const sql = "SELECT time, value, count, touched FROM counters WHERE series = ? AND start = ?";
    return this.#sql.exec<Counter & Record<string, SqlStorageValue>>(sql, series, start).toArray()[0];
  }

  writeCounter(series: string, start: string, { time, value, count, touched }: Counter): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO counters VALUES (?, ?, ?, ?, ?, ?)",
      series,
      start,
      time,
      value,
      count,
      touched,
    );
  }

  readIncrease(series: string, start: string, time: string): Increase | undefined {
    const sql = "SELECT value, count FROM increases WHERE series = ? AND start = ? AND time = ?";
    return this.#sql.exec<Increase & Record<string, SqlStorageValue>>(sql, series, start, time).toArray()[0];
  }

  writeIncrease(series: string, start: string, time: string, { value, count }: Increase, now: number): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO increases VALUES (?, ?, ?, ?, ?, ?)",
      series,
      start,
      time,
      value,
      count,
      now,
    );
  }

  /** Span id → parent span id, as far as a trace is known. */
  readParents(traceId: string): Map<string, string> {
    const rows = this.#sql.exec<{ body: string }>("SELECT body FROM links WHERE trace_id = ?", traceId).toArray();
    return new Map(rows.flatMap(({ body }) => Object.entries(JSON.parse(body) as Record<string, string>)));
  }

  writeParents(traceId: string, parents: Record<string, string>, now: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO links VALUES (?, ?, ?)", traceId, JSON.stringify(parents), now);
  }

  readContext(traceId: string): TraceContext | undefined {
    const [row] = this.#sql.exec<{ body: string }>("SELECT body FROM contexts WHERE trace_id = ?", traceId).toArray();
    return row === undefined ? undefined : JSON.parse(row.body) as TraceContext;
  }

  writeContext(traceId: string, context: TraceContext, now: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO contexts VALUES (?, ?, ?)", traceId, JSON.stringify(context), now);
  }

  /** Whom entries and traces name. */
  readPeople(): Set<string> {
    const names = new Set<string>();
    for (const { body } of this.#sql.exec<{ body: string }>("SELECT body FROM entries")) {
      for (const name of peopleIn(JSON.parse(body) as Entry)) names.add(name);
    }
    for (const { body } of this.#sql.exec<{ body: string }>("SELECT body FROM contexts")) {
      const { user_id: name } = JSON.parse(body) as TraceContext;
      if (name !== undefined) names.add(name);
    }
    return names;
  }

  /** Deletes entries and traces of people, with all that is known of those traces, and answers how many there were. */
  forgetPeople(names: ReadonlySet<string>): ForgottenTelemetry {
    const forgotten = { events: 0, traces: 0 };
    for (
      const { trace_id: id, body } of this.#sql.exec<{ trace_id: string; body: string }>(
        "SELECT trace_id, body FROM contexts",
      ).toArray()
    ) {
      if (!names.has((JSON.parse(body) as TraceContext).user_id ?? "")) continue;
      for (const { event } of this.findOfTrace(id)) {
        this.deleteEntry(event.event_id);
        forgotten.events++;
      }
      for (const table of ["contexts", "links"]) this.#sql.exec(`DELETE FROM ${table} WHERE trace_id = ?`, id);
      forgotten.traces++;
    }
    for (
      const { event_id: id, body } of this.#sql.exec<{ event_id: string; body: string }>(
        "SELECT event_id, body FROM entries",
      ).toArray()
    ) {
      if (!peopleIn(JSON.parse(body) as Entry).some((name) => names.has(name))) continue;
      this.deleteEntry(id);
      forgotten.events++;
    }
    return forgotten;
  }

  /** Deletes what is past its time, and of too many rows those touched longest ago. `now` is epoch ms. */
  sweep(now: number, maxRows = MAX_ROWS): void {
    for (const [table, retentionMs] of Object.entries(RETENTION_MS)) {
      this.#sql.exec(`DELETE FROM ${table} WHERE touched < ?`, now - retentionMs);
      this.#sql.exec(
        `DELETE FROM ${table} WHERE touched < (SELECT touched FROM ${table} ORDER BY touched DESC LIMIT 1 OFFSET ?)`,
        maxRows - 1,
      );
    }
    this.#sql.exec("DELETE FROM entry_scopes WHERE event_id NOT IN (SELECT event_id FROM entries)");
  }

  /** How many rows a table has. */
  countRows(table: keyof typeof RETENTION_MS): number {
    return this.#sql.exec<{ rows: number }>(`SELECT count() AS rows FROM ${table}`).one().rows;
  }
}
