import type { EventType } from "./event-fields.ts";
import type { Visibility } from "./visibility.ts";
import type { Window } from "./window.ts";

/** What a bar of a session's ribbon may stand for, in the order of their numbers. */
export const ACTIVITY_KINDS = ["prompt", "llm", "tool", "error"] as const;
/** One of {@link ACTIVITY_KINDS}. */
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** One bar of a session's ribbon. Times are epoch ms. */
export interface ActivitySpan {
  kind: ActivityKind;
  start: number;
  end: number;
}

/** What a session did: in a chunk the part that the chunk reports, in the live view all of it. Times are epoch ms. */
export interface SessionActivity {
  session_id: string;
  agent_id: string;
  user_id: string;
  team?: string;
  repo?: string;
  model?: string;
  /** First and last event time seen. */
  first_at: number;
  last_at: number;
  /** Set once the session has said that it ended. */
  ended_at?: number;
  /** The newest event: what the session is doing now. */
  doing: { event_type: EventType; label: string; success?: boolean };
  events: number;
  errors: number;
  turns: number;
  /** Tokens of all five kinds. */
  tokens: number;
  cost_usd: number;
  cost_estimated: boolean;
  /** Newest last, at most forty. */
  spans: ActivitySpan[];
}

/** A running session as viewers are told of it. */
export interface ActiveSession extends Omit<SessionActivity, "spans"> {
  /**
   * Of each bar of the last minute its kind's number in {@link ACTIVITY_KINDS}, its end in ms after `first_at`, and its length
   * in ms. Written out, they would be most of what a thousand viewers are sent.
   */
  spans: number[];
}

/** A line of the event tail. Times are epoch ms. */
export interface TailEvent {
  event_id: string;
  event_type: EventType;
  timestamp: number;
  received_at: number;
  session_id: string;
  agent_id: string;
  user_id: string;
  team?: string;
  environment?: string;
  /** Model, tool or custom type: what the line is headed with. */
  label: string;
  /** Only where the line is not headed with it. */
  model?: string;
  success?: boolean;
  duration_ms?: number;
  tokens?: number;
  cost_usd?: number;
  error_type?: string;
  error_message?: string;
  severity?: string;
}

/** What a viewer may restrict the tail to; an absent list restricts nothing. */
export interface TailFilter {
  event_type?: string[];
  agent_id?: string[];
  team?: string[];
  environment?: string[];
  model?: string[];
  errors_only?: boolean;
  /** A text that occurs in what the line says, whatever its case. */
  text?: string;
}

/** What a viewer can hear of: windows, lines of the tail, running sessions. */
export const LIVE_CHANNELS = ["metrics", "events", "active"] as const;
/** One of {@link LIVE_CHANNELS}. */
export type LiveChannel = (typeof LIVE_CHANNELS)[number];

/** Who watches, as far as the live object has to know. */
export interface LiveViewer {
  /** What of the organisation's events they may see. */
  sees: Visibility;
  /** Epoch ms until which they are let watch without being looked at again. */
  expiresAt: number;
}

/** How long a viewer watches before it has to show again that it may: what somebody who lost that sees after it, in ms. */
export const LIVE_LEASE_MS = 5 * 60_000;
/** How long a ticket can be used, in ms. */
export const LIVE_TICKET_MS = 60_000;

/** Codes that the live object closes sockets with; in the range for applications. */
export const LIVE_CLOSES = {
  /** The lease has run out: come back at once. */
  leaseOver: 4401,
  /** The viewer has not read for minutes. */
  notReading: 4408,
} as const;

/**
 * Server → client. `cursor` counts the changes of an organisation's windows; a client that resumes with the last one it saw
 * gets every window that changed since. Windows replace what the client holds for the same `start`.
 */
export type LiveMessage =
  | {
    type: "SNAPSHOT";
    cursor: number;
    /** Epoch ms of our clock, to correct the viewer's. */
    now: number;
    /** The last ten minutes, oldest first. */
    windows: Window[];
    active: ActiveSession[];
    /** Sessions running, of which `active` holds the busiest. */
    active_count: number;
    /** Newest last. */
    tail: TailEvent[];
    alerts: never[];
  }
  | { type: "METRIC_UPDATE"; cursor: number; window: Window; state: "partial" | "final" }
  | { type: "ACTIVE"; active: ActiveSession[]; active_count: number }
  | { type: "EVENT"; event: TailEvent }
  /** Lines of a short while in one message, oldest first: what a viewer who asked for `batched` gets instead of `EVENT`. */
  | { type: "EVENTS"; events: TailEvent[] }
  | { type: "SAMPLED"; kept: number; dropped: number }
  | { type: "GOODBYE"; retryAfterMs: number };

/**
 * Client → server. The plain text `ping` is answered `pong` without waking the server's object.
 *
 * `SEEN` says how many characters of messages were read since the last `SEEN`. A viewer that says so is sent no more than it
 * reads: once too much is under way it hears nothing until it has caught up, and then gets a SNAPSHOT. `RENEW` hands in a
 * fresh ticket, so that the socket outlives its lease. `batched` asks for lines in EVENTS rather than one EVENT each.
 */
export type LiveCommand =
  | { type: "SUBSCRIBE"; channels: LiveChannel[]; filter?: TailFilter; batched?: boolean }
  | { type: "RESUME"; cursor: number }
  | { type: "SEEN"; chars: number }
  | { type: "RENEW"; ticket: string };
