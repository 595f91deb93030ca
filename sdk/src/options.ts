import type { Context, EventType } from "./event.ts";
import { SERVICE_LIMITS } from "./event-fields.generated.ts";
import { isBrowser, MOST_KEEPALIVE_BYTES, type Platform } from "./runtime.ts";
import { copyOf, type Redact } from "./seal-event.ts";
import type { Spool } from "./spool-port.ts";
import type { Transport } from "./transport.ts";

/** How a client is made. Only `apiKey` is needed. */
export interface ClientOptions extends Context {
  /** A key with the scope `ingest`: `fg_…`. */
  apiKey: string;
  /** Origin of the service. */
  endpoint?: string;
  /** `false` makes a client that does nothing. */
  enabled?: boolean;
  /** Called with each event before it is queued or stored anywhere. Return what may leave, or nothing to drop the event. */
  redact?: Redact;
  /** Share of events to keep, by type, from 0 to 1. Errors, failures and security alerts are always kept. */
  sample?: Partial<Record<EventType, number>>;
  /** Events in one request; 250. */
  maxBatchEvents?: number;
  /** Bytes of one request before compression; 512 KiB, in browsers 60 KiB. */
  maxBatchBytes?: number;
  /** How long an event waits for others; 1,000 ms. Errors and security alerts wait a tenth of that. */
  flushIntervalMs?: number;
  /** Events held at most; 10,000. */
  maxQueueEvents?: number;
  /** Bytes of events held at most; 8 MiB, in browsers 2 MiB. */
  maxQueueBytes?: number;
  /** Which events make room when too many are held; `oldest`. */
  dropPolicy?: "oldest" | "newest";
  /** Requests under way at the same time; 1. */
  maxInFlight?: number;
  /** How long an answer may take; 10,000 ms. */
  requestTimeoutMs?: number;
  /** For how long a batch is tried again; 10 minutes. */
  retryDeadlineMs?: number;
  /** Compress where the runtime can; `true`. */
  gzip?: boolean;
  /** Send what waits when the process ends or the page is left; `true`. */
  flushOnExit?: boolean;
  /** How long the end of the process may be held up by that; 2,000 ms. */
  exitTimeoutMs?: number;
  /** On Workers: `waitUntil` of `cloudflare:workers`, so that events are sent after the response. */
  waitUntil?: (work: Promise<unknown>) => void;
  /** Another way to send: `fetchTransport()` with a `fetch` of your own, or `debugTransport()`, which shows events instead. */
  transport?: Transport;
  /** Keeps events on disk until they are sent: `fileSpool()` of `@fleetglass/sdk/spool`. */
  spool?: Spool;
  /** Hears, once each, what the developer should know: a refused key, an unusable option. `console.warn` unless given. */
  onWarning?: (message: string) => void;
}

const DEFAULT_ENDPOINT = "https://ingest.fleetglass.dev";
const MIB = 1024 * 1024;

/** Each number's standard, the least and the most it may be. */
const numbers = (isPage: boolean) => ({
  maxBatchEvents: [250, 1, SERVICE_LIMITS.eventsPerRequest],
  maxBatchBytes: [isPage ? MOST_KEEPALIVE_BYTES : MIB / 2, 1, 4 * MIB],
  flushIntervalMs: [1_000, 0],
  maxQueueEvents: [10_000, 1],
  maxQueueBytes: [(isPage ? 2 : 8) * MIB, 1],
  maxInFlight: [1, 1],
  requestTimeoutMs: [10_000, 1],
  retryDeadlineMs: [600_000, 0],
  exitTimeoutMs: [2_000, 0],
} satisfies Record<string, [number, number, number?]>);

/** Options with every gap filled. */
export interface Settings extends Record<keyof ReturnType<typeof numbers>, number> {
  url: string;
  apiKey: string;
  isOn: boolean;
  redact: Redact | undefined;
  sample: Partial<Record<string, number>> | undefined;
  dropsNewest: boolean;
  gzip: boolean;
  flushOnExit: boolean;
  waitUntil: ((work: Promise<unknown>) => void) | undefined;
  transport: Transport;
  onPageLeave: Platform["onPageLeave"];
  spool: Spool | undefined;
  warn: (message: string) => void;
}

/** Reads options. Never throws: what cannot be used is replaced by its default, and said. */
export function readOptions(given: ClientOptions | undefined, platform: Platform): Settings {
  const options = copyOf(given) as Partial<ClientOptions>;
  const { apiKey = "", enabled = true, redact, sample, waitUntil, spool } = options;
  const warn = warnOnce(options.onWarning);
  const read: Record<string, number> = {};
  for (const [name, [standard, least, most = Infinity]] of Object.entries(numbers(isBrowser()))) {
    const value: unknown = options[name as keyof ClientOptions] ?? standard;
    const isUsable = typeof value === "number" && value >= least;
    if (!isUsable) warn(`${name} cannot be used; it is ${standard}.`);
    read[name] = isUsable ? Math.min(value, most) : standard;
  }
  // Anything else could not be a header.
  const hasKey = typeof apiKey === "string" && /^[\x21-\x7e]+$/.test(apiKey);
  const url = eventsUrl(options.endpoint ?? DEFAULT_ENDPOINT);
  if (enabled && !(hasKey && url)) warn(`${hasKey ? "endpoint" : "apiKey"} cannot be used; no events are sent.`);
  return {
    ...read as Record<keyof ReturnType<typeof numbers>, number>,
    url,
    apiKey,
    isOn: enabled && hasKey && url !== "",
    redact,
    sample,
    dropsNewest: options.dropPolicy === "newest",
    gzip: options.gzip !== false,
    flushOnExit: options.flushOnExit !== false,
    waitUntil,
    transport: options.transport ?? platform.transport,
    onPageLeave: platform.onPageLeave,
    spool,
    warn,
  };
}

function eventsUrl(endpoint: unknown): string {
  try {
    const { href, protocol } = new URL("/v1/events", String(endpoint));
    return /^https?:$/.test(protocol) ? href : "";
  } catch {
    return "";
  }
}

function warnOnce(hear: ClientOptions["onWarning"]): (message: string) => void {
  const said = new Set<string>();
  return (message) => {
    if (said.has(message)) return;
    said.add(message);
    try {
      // A host that wants silence gives a listener of its own.
      if (hear) hear(message);
      else console.warn(`[fleetglass] ${message}`);
    } catch {
      // A listener that fails has been told.
    }
  };
}
