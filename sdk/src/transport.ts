/** One request that carries events. */
export interface Delivery {
  url: string;
  headers: Record<string, string>;
  /** `{"events":[…]}`. */
  body: string;
  /** Compress where the runtime can. */
  gzip: boolean;
  /** The page is being left: the request must be under way when the call returns. */
  isLeaving: boolean;
  /** Aborted when the answer takes too long. */
  signal: AbortSignalLike;
}

/** What came back. */
export interface Answer {
  status: number;
  /** The header of that name. */
  retryAfter?: string | null;
  contentType?: string | null;
  /** The beginning of the body, or as much of it as could be read. */
  body: string;
}

/** Carries events to where they go. A rejection means that nobody answered. */
export type Transport = (delivery: Delivery) => Promise<Answer>;

/** As much of an `AbortSignal` as a transport needs. */
export interface AbortSignalLike {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

/** Below this, compressing costs more than it saves. */
export const GZIP_FROM_BYTES = 1_024;
/** Receipts name a hundred errors at most; anything longer is not for us. */
export const MOST_ANSWER_BYTES = 64 * 1024;
