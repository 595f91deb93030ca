/** Every limit of the public contract and of the platform parts behind it, in one place. Bytes are UTF-8 bytes. */
export const LIMITS = {
  /** Events in one request. */
  eventsPerRequest: 1_000,
  /** Decoded (gunzipped) body of one request. */
  bodyBytes: 5 * 1024 * 1024,
  /** One event, as JSON. */
  eventBytes: 64 * 1024,
  /** A string field, unless the field table says otherwise; in UTF-16 code units. */
  textLength: 1_024,
  /** `metadata`, as JSON. */
  metadataBytes: 16 * 1024,
  /** Nesting of `metadata`; the object itself is level 1. */
  metadataDepth: 8,
  /** A queue message. Cloudflare Queues takes 128 KB; the difference is head room for its own framing. */
  chunkBytes: 120_000,
  /** Undecoded NDJSON rows put into one chunk before it is compressed. Agents' events compress six to eight times. */
  chunkRowBytes: 480_000,
  /** Events listed in `errors` of one answer; further ones are only counted. */
  reportedErrors: 100,
  /** Oldest accepted event time: thirteen months of detail are kept. */
  eventAgeMs: 396 * 24 * 3_600_000,
  /** Furthest accepted event time in the future (clock skew). */
  eventFutureMs: 24 * 3_600_000,
  /** Length of a live window. */
  windowMs: 10_000,
  /** How long live windows are kept. */
  windowRetentionMs: 24 * 3_600_000,
  /** Keys a window keeps for one dimension before further ones count as `~other`. */
  keysPerDimension: 50,
  /** Tail events carried by one chunk: ordinary ones and, apart from them, errors and security alerts. */
  tailPerChunk: 20,
  alertsPerChunk: 20,
  /** Sessions whose activity one chunk reports to the live view. */
  sessionsPerChunk: 60,
  /** Bars of one session's ribbon that one chunk carries, the newest. */
  spansPerSession: 12,
  /** Ordinary tail lines an isolate of the edge makes in a second for one organisation; viewers see a hundred at most. */
  tailPerSecond: 100,
  /** How long a verdict about an API key may be used before it is asked for again. */
  keyVerdictMs: 30_000,
} as const;
