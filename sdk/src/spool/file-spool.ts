import { closeSync, ftruncateSync, mkdirSync, openSync, renameSync, rmSync, utimesSync, writeSync } from "node:fs";
import { join, resolve } from "node:path";
import { mintId } from "../mint-id.ts";
import { setIdleTimer } from "../runtime.ts";
import type { Spool, SpooledBatch, SpoolLog } from "../spool-port.ts";
import { markOpen, nameLog, takeAbandoned } from "./spool-files.ts";
import { applyRecord, emptyState, readLog, type SpoolState, writeLog } from "./spool-log.ts";

/** Where events are kept. */
export interface FileSpoolOptions {
  /** A folder of its own. It is made, readable by its owner alone; processes may share it. */
  dir: string;
}

/** The log may grow to so many times what a client holds at most before it is written anew. */
const GROWTH = 4;
/** An empty log is cut back when it has grown to this. */
const CUT_FROM_BYTES = 64 * 1024;
/** Events of an earlier process that were in no batch travel in batches of this size. */
const BATCH_EVENTS = 250;
const TOUCH_MS = 5 * 60_000;

/**
 * A spool of files: one for each client, appended to with each event. What a killed process leaves behind is sent by the next one
 * that uses the folder with the same key and address. An event is with the operating system when `track()` returns, which
 * costs a few microseconds; a crash of the machine itself may lose the last ones.
 */
export function fileSpool({ dir }: FileSpoolOptions): Spool {
  return { open: (owner, maxBytes, warn) => new FileLog(dir, owner, maxBytes, warn) };
}

class FileLog implements SpoolLog {
  readonly adopted: readonly SpooledBatch[];
  readonly #maxSize: number;
  readonly #warn: (message: string) => void;
  #path = "";
  #file: number | undefined;
  #size = 0;
  #state: SpoolState = emptyState();

  constructor(dir: string, owner: string, maxBytes: number, warn: (message: string) => void) {
    this.#warn = warn;
    this.#maxSize = Math.max(maxBytes * GROWTH, CUT_FROM_BYTES);
    this.adopted = this.#safely(() => this.#adopt(resolve(dir), owner, maxBytes)) ?? [];
  }

  add(json: string): void {
    this.#record(`e${json}`);
  }

  drop(): void {
    this.#record("d");
  }

  seal(key: string, count: number): void {
    this.#record(`b${key} ${count}`);
  }

  split(key: string, first: string, count: number, second: string): void {
    this.#record(`s${key} ${first} ${count} ${second}`);
  }

  settle(key: string): void {
    this.#record(`a${key}`);
  }

  close(): void {
    const file = this.#file;
    if (file === undefined) return;
    this.#file = undefined;
    markOpen(this.#path, false);
    this.#safely(() => {
      closeSync(file);
      if (isEmpty(this.#state)) rmSync(this.#path, { force: true });
    });
  }

  #adopt(dir: string, owner: string, maxBytes: number): SpooledBatch[] {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const abandoned = takeAbandoned(dir, owner, Date.now());
    const batches = newest(abandoned.flatMap(({ text }) => batchesOf(readLog(text))), maxBytes);
    this.#path = join(dir, nameLog(owner));
    markOpen(this.#path, true);
    this.#begin(batches);
    // Only now: until here the old logs are what survives.
    for (const { path } of abandoned) rmSync(path, { force: true });
    this.#touchNowAndThen();
    return batches;
  }

  #record(line: string): void {
    if (this.#file === undefined) return;
    applyRecord(this.#state, line);
    this.#safely(() => {
      this.#append(`${line}\n`);
      if (isEmpty(this.#state) ? this.#size > CUT_FROM_BYTES : this.#size > this.#maxSize) this.#compact();
    });
  }

  #append(text: string): void {
    if (this.#file === undefined) return;
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length;) at += writeSync(this.#file, bytes, at);
    this.#size += bytes.length;
  }

  #begin(batches: readonly SpooledBatch[]): void {
    this.#file = openSync(this.#path, "a", 0o600);
    this.#size = 0;
    this.#state = { queue: [], batches: new Map(batches.map(({ key, events }) => [key, events])) };
    if (batches.length > 0) this.#append(writeLog(batches));
  }

  /** Writes the log anew with what still counts. */
  #compact(): void {
    if (this.#file === undefined) return;
    if (isEmpty(this.#state)) {
      ftruncateSync(this.#file, 0);
      this.#size = 0;
      return;
    }
    const { queue } = this.#state;
    const old = `${this.#path}.old`;
    const former = this.#file;
    const batches = [...this.#state.batches].map(([key, events]) => ({ key, events }));
    renameSync(this.#path, old);
    this.#begin(batches);
    closeSync(former);
    this.#append(queue.map((json) => `e${json}\n`).join(""));
    this.#state.queue = queue;
    rmSync(old, { force: true });
  }

  #touchNowAndThen(): void {
    setIdleTimer(() => {
      if (this.#file === undefined) return;
      this.#safely(() => utimesSync(this.#path, new Date(), new Date()));
      this.#touchNowAndThen();
    }, TOUCH_MS);
  }

  /** A disk that is full or a folder that is gone ends the spooling, not the host. */
  #safely<T>(what: () => T): T | undefined {
    try {
      return what();
    } catch (error) {
      this.#file = undefined;
      const { code } = error as { code?: string };
      this.#warn(`The spool cannot be used (${code ?? "unknown error"}); events are held in memory only.`);
      return undefined;
    }
  }
}

function isEmpty({ queue, batches }: SpoolState): boolean {
  return queue.length === 0 && batches.size === 0;
}

function batchesOf({ queue, batches }: SpoolState): SpooledBatch[] {
  const all = [...batches].map(([key, events]) => ({ key, events }));
  for (let at = 0; at < queue.length; at += BATCH_EVENTS) {
    all.push({ key: mintId(Date.now()), events: queue.slice(at, at + BATCH_EVENTS) });
  }
  return all;
}

/** As many of the newest batches as the client may hold. */
function newest(batches: SpooledBatch[], maxBytes: number): SpooledBatch[] {
  let bytes = 0;
  let from = batches.length;
  while (from > 0) {
    bytes += batches[from - 1]?.events.reduce((sum, json) => sum + json.length, 0) ?? 0;
    if (bytes > maxBytes) break;
    from--;
  }
  return batches.slice(from);
}
