import { LIMITS } from "../../contract/limits.ts";
import { emptyWindow, mergeWindow, type Window } from "../../contract/window.ts";
import { CACHED_MS } from "./constants.ts";
import type { LiveStorage, StoredWindow } from "./storage.ts";

/** The organisation's windows: recent ones in memory, all of the last day in storage. */
export class WindowLedger {
  readonly #storage: LiveStorage;
  readonly #recent = new Map<number, StoredWindow>();
  #cursor: number;
  #pushed: number;

  /** @param pushed of the ledger whose place it takes */
  constructor(storage: LiveStorage, now: number, pushed?: number) {
    this.#storage = storage;
    this.#cursor = storage.readCursor();
    this.#pushed = pushed ?? this.#cursor;
    for (const stored of storage.readWindowsSince(now - CACHED_MS)) this.#recent.set(stored.window.start, stored);
  }

  /** The highest cursor given out. */
  get cursor(): number {
    return this.#cursor;
  }

  /** The cursor up to which every change has been pushed. Viewers are told no later one: they may not have heard of it. */
  get pushed(): number {
    return this.#pushed;
  }

  /** Says that all that changed until now has been pushed. */
  notePushed(): void {
    this.#pushed = this.#cursor;
  }

  /**
   * Merges what chunks add, under one new cursor, and writes the changed windows.
   * @returns the starts of the windows that changed; parts older than a day are left out, they are history
   */
  add(parts: readonly Window[], now: number): number[] {
    const changed = new Map<number, StoredWindow>();
    for (const part of parts) {
      if (part.start < now - LIMITS.windowRetentionMs) continue;
      const stored = changed.get(part.start) ?? this.get(part.start) ?? { cursor: 0, window: emptyWindow(part.start) };
      mergeWindow(stored.window, part);
      changed.set(part.start, stored);
    }
    if (changed.size === 0) return [];
    this.#cursor++;
    for (const [start, stored] of changed) {
      stored.cursor = this.#cursor;
      this.#storage.writeWindow(stored);
      if (start >= now - CACHED_MS) this.#recent.set(start, stored);
    }
    this.#forgetOlderThan(now - CACHED_MS);
    return [...changed.keys()];
  }

  /** A window with its cursor, from memory or storage. */
  get(start: number): StoredWindow | undefined {
    return this.#recent.get(start) ?? this.#storage.readWindow(start);
  }

  /** Windows from `since` (epoch ms) on, oldest first; `since` lies within the cached time. */
  recent(since: number): Window[] {
    return [...this.#recent.values()].map((stored) => stored.window).filter((window) => window.start >= since)
      .sort((a, b) => a.start - b.start);
  }

  #forgetOlderThan(start: number): void {
    for (const key of this.#recent.keys()) if (key < start) this.#recent.delete(key);
  }
}
