/** Events that were not answered when their process ended. */
export interface SpooledBatch {
  key: string;
  events: string[];
}

/** Keeps events where they outlive the process. */
export interface Spool {
  /**
   * Begins a log, and takes over what earlier processes left behind. Must not throw.
   * @param owner stands for the key and the place that events go to; what others left is not touched
   * @param maxBytes what the client holds at most
   * @param warn tells the developer
   */
  open(owner: string, maxBytes: number, warn: (message: string) => void): SpoolLog;
}

/**
 * What one client does with its events. Everything is synchronous: when a call returns, the record is with the operating system.
 * The records follow the client's queue, which is first in, first out. No call may throw.
 */
export interface SpoolLog {
  /** What was taken over: under its old key what had one. */
  readonly adopted: readonly SpooledBatch[];
  /** An event was queued. */
  add(json: string): void;
  /** The oldest event of the queue was dropped. */
  drop(): void;
  /** The `count` oldest events of the queue became a batch. */
  seal(key: string, count: number): void;
  /** A batch became two, the first with `count` events. */
  split(key: string, first: string, count: number, second: string): void;
  /** A batch was answered or given up. */
  settle(key: string): void;
  /** No more will come. */
  close(): void;
}
