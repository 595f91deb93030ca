import { LIMITS } from "./limits.ts";
import type { TailEvent } from "./live.ts";
import type { PackedSession } from "./packed-session.ts";
import { type EventCounts, type PackedWindow, WindowSums } from "./packed-window.ts";
import { SessionSums } from "./session-sums.ts";
import { bucketOf } from "./sketch.ts";
import { type AcceptedEvent, isError, UNKNOWN } from "./stored-event.ts";
import { pickTail } from "./tail-line.ts";
import { windowStart } from "./window.ts";

/** What the live view needs to know of some events. */
export interface Summary {
  windows: PackedWindow[];
  sessions: PackedSession[];
  tail: TailEvent[];
  /** Events that `tail` had no room for. */
  tail_dropped: number;
}

/**
 * Folds events into window deltas, session activity and tail lines. Events that are older than the live view looks back are
 * left out of windows and sessions: they are history, and a backfill would have a window for each of them.
 * @param receivedAt epoch ms
 * @param tailRoom how many ordinary tail lines to make at most; errors and alerts have room of their own
 */
export function summarize(
  events: readonly AcceptedEvent[],
  receivedAt: number,
  tailRoom: number = LIMITS.tailPerChunk,
): Summary {
  const sums: Sums = { windows: new Map(), sessions: new Map(), counts: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] };
  const oldest = receivedAt - LIMITS.windowRetentionMs - LIMITS.windowMs;
  for (const event of events) {
    if (event.timestamp < oldest) continue;
    const previous = event.amends?.previous;
    if (previous !== undefined && previous.is_deleted === undefined) addEvent(sums, previous, -1);
    if (event.is_deleted === undefined) addEvent(sums, event, 1);
  }
  return {
    windows: [...sums.windows.values()].map((window) => window.pack()),
    sessions: [...sums.sessions.values()].map((session) => session.pack()),
    ...pickTail(events, receivedAt, tailRoom),
  };
}

/** What a summary is made of while it grows. */
interface Sums {
  windows: Map<number, WindowSums>;
  sessions: Map<string, SessionSums>;
  /** Of the event at hand; one array for all of them. */
  counts: EventCounts;
}

/** Whether an event is added, or taken back because another version of it is. */
type Sign = 1 | -1;

function addEvent({ windows, sessions, counts }: Sums, event: AcceptedEvent, sign: Sign): void {
  const tokens = countEvent(event, counts, sign);
  addToWindow(windowFor(windows, event.timestamp), event, counts, tokens, sign);
  sessionFor(sessions, event)?.add(event, counts, tokens);
}

/** Writes what one event adds into `counts`, in the order of `COUNT_NAMES`; returns its tokens of all kinds. */
function countEvent(event: AcceptedEvent, counts: EventCounts, sign: Sign): number {
  const type = event.event_type;
  const isTool = type === "tool_call";
  counts[0] = sign;
  counts[1] = isError(event) ? sign : 0;
  counts[2] = type === "llm_request" ? sign : 0;
  counts[3] = isTool ? sign : 0;
  counts[4] = isTool && event.success === false ? sign : 0;
  const input = counts[5] = sign * (event.input_tokens ?? 0);
  const output = counts[6] = sign * (event.output_tokens ?? 0);
  const cacheRead = counts[7] = sign * (event.cache_read_tokens ?? 0);
  const cacheCreation = counts[8] = sign * (event.cache_creation_tokens ?? 0);
  const reasoning = counts[9] = sign * (event.reasoning_tokens ?? 0);
  const cost = event.cost_usd;
  counts[10] = cost === undefined ? 0 : sign * Math.round(cost * 1e9);
  counts[11] = type === "session_start" ? sign : 0;
  counts[12] = type === "session_end" ? sign : 0;
  return input + output + cacheRead + cacheCreation + reasoning;
}

function windowFor(windows: Map<number, WindowSums>, timestamp: number): WindowSums {
  const start = windowStart(timestamp);
  let sums = windows.get(start);
  if (sums === undefined) windows.set(start, sums = new WindowSums(start));
  return sums;
}

function addToWindow(
  window: WindowSums,
  event: AcceptedEvent,
  counts: EventCounts,
  tokens: number,
  sign: Sign,
): void {
  window.add(counts, Math.floor((event.timestamp - window.start) / 1000), tokens);
  if (event.event_type === "llm_request" && event.duration_ms !== undefined) {
    window.addDuration(bucketOf(event.duration_ms), sign);
  }
  window.addKey("event_type", event.event_type, counts);
  window.addKey("agent_id", event.agent_id, counts);
  window.addKey("model", event.model, counts);
  window.addKey("team", event.team, counts);
  window.addKey("environment", event.environment ?? "production", counts);
}

function sessionFor(sessions: Map<string, SessionSums>, event: AcceptedEvent): SessionSums | undefined {
  const id = event.session_id;
  const known = sessions.get(id);
  if (known !== undefined || id === UNKNOWN || sessions.size >= LIMITS.sessionsPerChunk) return known;
  const sums = new SessionSums(event);
  sessions.set(id, sums);
  return sums;
}
