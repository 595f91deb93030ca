import type { EventType } from "./event-fields.ts";
import type { Window } from "./window.ts";

/** What a bar of a session's ribbon stands for. */
export type ActivityKind = "prompt" | "llm" | "tool" | "error";

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
  errors_only?: boolean;
}

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
    active: SessionActivity[];
    /** Sessions running, of which `active` holds the busiest. */
    active_count: number;
    /** Newest last. */
    tail: TailEvent[];
    alerts: never[];
  }
  | { type: "METRIC_UPDATE"; cursor: number; window: Window; state: "partial" | "final" }
  | { type: "ACTIVE"; active: SessionActivity[]; active_count: number }
  | { type: "EVENT"; event: TailEvent }
  | { type: "SAMPLED"; kept: number; dropped: number }
  | { type: "GOODBYE"; retryAfterMs: number };

/** Client → server. The plain text `ping` is answered `pong` without waking the server's object. */
export type LiveCommand =
  | { type: "SUBSCRIBE"; channels: ("metrics" | "events" | "active")[]; filter?: TailFilter }
  | { type: "RESUME"; cursor: number };
