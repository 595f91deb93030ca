import type { SessionActivity, TailEvent } from "../../contract/live.ts";
import type { Window } from "../../contract/window.ts";
import { SEEN_MS, SESSION_RETENTION_MS, TAIL_LENGTH } from "./constants.ts";
import { LIMITS } from "../../contract/limits.ts";

/** A window and the cursor at which it last changed. */
export interface StoredWindow {
  cursor: number;
  window: Window;
}

/** Everything that is kept. */
export const LIVE_TABLES = ["windows", "seen_chunks", "sessions", "tail", "viewers", "tickets"] as const;

export const LIVE_SCHEMA = `
  CREATE TABLE IF NOT EXISTS windows (start INTEGER PRIMARY KEY, cursor INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS windows_cursor ON windows (cursor);
  CREATE TABLE IF NOT EXISTS seen_chunks (chunk_id TEXT PRIMARY KEY, seen_at INTEGER NOT NULL, event_hashes BLOB NOT NULL);
  CREATE INDEX IF NOT EXISTS seen_chunks_at ON seen_chunks (seen_at);
  CREATE TABLE IF NOT EXISTS sessions (session_id TEXT PRIMARY KEY, last_at INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tail (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS viewers (id TEXT PRIMARY KEY, body TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS tickets (secret TEXT PRIMARY KEY, usable_until INTEGER NOT NULL, body TEXT NOT NULL) WITHOUT ROWID;
`;

/** The object's SQLite tables. Every method is one statement; the caller groups them into transactions. */
export class LiveStorage {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    this.#sql.exec(LIVE_SCHEMA);
  }

  /** The highest cursor given out; 0 for a new object. */
  readCursor(): number {
    return this.#sql.exec<{ cursor: number }>("SELECT coalesce(max(cursor), 0) AS cursor FROM windows").one().cursor;
  }

  hasChunk(chunkId: string): boolean {
    return this.#sql.exec("SELECT 1 FROM seen_chunks WHERE chunk_id = ?", chunkId).toArray().length > 0;
  }

  /** Remembers a chunk and which events were in it. */
  rememberChunk(chunkId: string, hashes: Uint32Array<ArrayBuffer>, now: number): void {
    this.#sql.exec("INSERT OR REPLACE INTO seen_chunks VALUES (?, ?, ?)", chunkId, now, hashes.buffer);
  }

  /** Hashes of the events of remembered chunks, newest chunk first. */
  *readEventHashes(): Iterable<Uint32Array> {
    const rows = this.#sql.exec<{ event_hashes: ArrayBuffer }>(
      "SELECT event_hashes FROM seen_chunks ORDER BY seen_at DESC, rowid DESC",
    );
    for (const { event_hashes: hashes } of rows) yield new Uint32Array(hashes);
  }

  readWindow(start: number): StoredWindow | undefined {
    const [row] = this.#readWindows("start = ?", start);
    return row;
  }

  /** Windows that begin at or after `start`, oldest first. */
  readWindowsSince(start: number): StoredWindow[] {
    return this.#readWindows("start >= ?", start);
  }

  /** Windows that changed after `cursor`, the longest unchanged first, at most `limit`. */
  readWindowsChanged(cursor: number, limit: number): StoredWindow[] {
    return this.#readWindows("cursor > ?", cursor, limit, "cursor, start");
  }

  #readWindows(where: string, value: number, limit = -1, order = "start"): StoredWindow[] {
    return this.#sql
      .exec<{ cursor: number; body: string }>(
        `SELECT cursor, body FROM windows WHERE ${where} ORDER BY ${order} LIMIT ?`,
        value,
        limit,
      )
      .toArray()
      .map(({ cursor, body }) => ({ cursor, window: JSON.parse(body) as Window }));
  }

  writeWindow(stored: StoredWindow): void {
    const { window, cursor } = stored;
    this.#sql.exec("INSERT OR REPLACE INTO windows VALUES (?, ?, ?)", window.start, cursor, JSON.stringify(window));
  }

  readSessions(): SessionActivity[] {
    return this.#sql.exec<{ body: string }>("SELECT body FROM sessions ORDER BY last_at").toArray()
      .map(({ body }) => JSON.parse(body) as SessionActivity);
  }

  writeSession(session: SessionActivity): void {
    const { session_id, last_at } = session;
    this.#sql.exec("INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)", session_id, last_at, JSON.stringify(session));
  }

  deleteSession(sessionId: string): void {
    this.#sql.exec("DELETE FROM sessions WHERE session_id = ?", sessionId);
  }

  /** The newest lines of the tail, newest last. */
  readTail(): TailEvent[] {
    return this.#sql.exec<{ body: string }>("SELECT body FROM tail ORDER BY id DESC LIMIT ?", TAIL_LENGTH).toArray()
      .toReversed()
      .map(({ body }) => JSON.parse(body) as TailEvent);
  }

  /** Keeps lines, oldest first; of many the newest, as no more are ever read. */
  appendTail(events: readonly TailEvent[]): void {
    if (events.length === 0) return;
    this.#sql.exec(
      "INSERT INTO tail (body) SELECT value FROM json_each(?) ORDER BY key",
      JSON.stringify(events.slice(-TAIL_LENGTH)),
    );
  }

  /** Deletes sessions and tail lines of people, and answers how many there were. */
  forgetPeople(userIds: ReadonlySet<string>): { sessions: number; lines: number } {
    let [sessions, lines] = [0, 0];
    for (const { user_id, session_id } of this.readSessions()) {
      if (!userIds.has(user_id)) continue;
      this.deleteSession(session_id);
      sessions++;
    }
    for (const { id, body } of this.#sql.exec<{ id: number; body: string }>("SELECT id, body FROM tail").toArray()) {
      if (!userIds.has((JSON.parse(body) as TailEvent).user_id)) continue;
      this.#sql.exec("DELETE FROM tail WHERE id = ?", id);
      lines++;
    }
    return { sessions, lines };
  }

  /** Deletes what is past its time. `now` is epoch ms. */
  sweep(now: number): void {
    this.#sql.exec("DELETE FROM windows WHERE start < ?", now - LIMITS.windowRetentionMs);
    this.#sql.exec("DELETE FROM seen_chunks WHERE seen_at < ?", now - SEEN_MS);
    this.#sql.exec("DELETE FROM sessions WHERE last_at < ?", now - SESSION_RETENTION_MS);
    this.#sql.exec("DELETE FROM tail WHERE id <= (SELECT max(id) FROM tail) - ?", TAIL_LENGTH);
  }
}
