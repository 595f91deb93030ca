import type { ChunkHeader } from "./chunk.ts";
import type { LiveViewer } from "./live.ts";
import type { OrgLimits } from "./quota.ts";
import type { Region, Residency } from "./tenant.ts";
import type { TenantSettings } from "./tenant-settings.ts";

/** An organisation's settings as the edge gets them. */
export interface EdgeSettings extends TenantSettings {
  /** Secret of the organisation's pseudonyms, hex; there where addresses are replaced. It is never logged nor answered. */
  pseudonym_key?: string;
  /** Digests of people who were erased, whose late events are dropped; see erasure-digest.ts. */
  erased?: string[];
}

/** What an API key or a user may do. */
export const KEY_SCOPES = ["ingest", "read"] as const;
/** A scope of an API key. */
export type KeyScope = (typeof KEY_SCOPES)[number];

/** What is known of an API key, by the SHA-256 of its text (lower-case hex). */
export type KeyVerdict =
  | { status: "unknown" }
  /** Revoked, or past its expiry. */
  | { status: "revoked" }
  /** The key is good, and its organisation is suspended; `reason` says why. */
  | { status: "suspended"; reason: string }
  | {
    status: "active";
    key_id: string;
    org_id: string;
    residency: Residency;
    /** Where everything of the organisation is; missing in verdicts of an older version. */
    region?: Region;
    scopes: KeyScope[];
    /** Epoch ms from which on the key counts as revoked; missing where it does not expire. */
    expires_at?: number;
    /** What the organisation may send; the defaults where it has no limits of its own. */
    limits: OrgLimits;
    /** Missing in verdicts of an older version, of which one may lie in KV for a day. */
    settings?: EdgeSettings;
  };

/** A verdict and when it was made (epoch ms), as kept in KV under `key:<hash>`. */
export interface TimedVerdict {
  verdict: KeyVerdict;
  checked_at: number;
}

/** What the api Worker answers to the edge over RPC. */
export interface KeyDirectory {
  /** Looks a key up in the database and leaves the verdict in KV. Throws when the database does not answer. */
  verifyKey(keyHash: string): Promise<TimedVerdict>;
}

/** What became of chunks handed to an organisation's live object. */
export interface AppliedChunks {
  applied: number;
  /** Chunks that had been applied before, or whose events all had, and were left out. */
  repeated: number;
  /** Chunks of which some events had been counted in another chunk. They were left out and can be offered without those. */
  overlapping: OverlappingChunk[];
}

/** A chunk that shares events with others. */
export interface OverlappingChunk {
  chunk_id: string;
  /** Indexes of the rows that have not been counted yet. */
  fresh: number[];
}

/** What a telemetry object forgot of people. */
export interface ForgottenTelemetry {
  events: number;
  traces: number;
}

/** What a live object forgot of people. */
export interface ForgottenPeople {
  sessions: number;
  lines: number;
}

/** What an organisation's live object takes over RPC. Its `fetch` takes the WebSocket of `GET /v1/live`. */
export interface LiveObject {
  /**
   * Adds chunks to the windows, each once; durable when it returns. A header may come as its JSON: for a sender that has it,
   * a text costs less to hand over than an object.
   */
  applyChunks(headers: (ChunkHeader | string)[]): Promise<AppliedChunks>;
}

/** What an organisation's live object takes over RPC when people are erased. */
export interface ForgetfulObject {
  /** Forgets sessions and tail lines of people, by digests of what events call them; see erasure-digest.ts. */
  forgetPeople(orgId: string, digests: readonly string[]): Promise<ForgottenPeople>;
}

/** What an organisation's live object takes over RPC when somebody is let in. */
export interface TicketedObject {
  /**
   * Keeps for a minute what the holder of a ticket may see, and answers the ticket's secret, which is taken once.
   * @returns `undefined` when too many tickets wait to be used
   */
  issueTicket(viewer: LiveViewer): Promise<string | undefined>;
  /** Has everybody show again that they may watch; tickets that wait are void. */
  endLeases(): Promise<void>;
}

/** What an organisation's telemetry object takes over RPC when people are erased. */
export interface ForgetfulTelemetry {
  /** Forgets events that could still be amended, and traces that name people. */
  forgetPeople(orgId: string, digests: readonly string[]): Promise<ForgottenTelemetry>;
}
