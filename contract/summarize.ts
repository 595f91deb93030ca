import { LIMITS } from "./limits.ts";
import { type ActivitySpan, type SessionActivity, type TailEvent } from "./live.ts";
import { addToSketch } from "./sketch.ts";
import { type AcceptedEvent, FAST_LANE_TYPES, isError, UNKNOWN } from "./stored-event.ts";
import {
  addMoney,
  type CountName,
  type Counts,
  countsFor,
  emptyWindow,
  type Window,
  WINDOW_DIMENSIONS,
  windowStart,
} from "./window.ts";

/** What the live view needs to know of some events. */
export interface Summary {
  windows: Window[];
  sessions: SessionActivity[];
  tail: TailEvent[];
  tail_dropped: number;
}

/**
 * Folds events into window deltas, session activity and tail lines.
 * @param receivedAt epoch ms
 * @param tailRoom how many ordinary tail lines to make at most; errors and alerts have room of their own
 */
export function summarize(
  events: readonly AcceptedEvent[],
  receivedAt: number,
  tailRoom: number = LIMITS.tailPerChunk,
): Summary {
  const windows = new Map<number, Window>();
  const sessions = new Map<string, SessionActivity>();
  for (const event of events) {
    const previous = event.amends?.previous;
    if (previous !== undefined && previous.is_deleted === undefined) {
      addToWindows(windows, previous, -1);
      addToSessions(sessions, previous, -1);
    }
    if (event.is_deleted !== undefined) continue;
    addToWindows(windows, event, 1);
    addToSessions(sessions, event, 1);
  }
  return {
    windows: [...windows.values()],
    sessions: [...sessions.values()],
    ...pickTail(events, receivedAt, tailRoom),
  };
}

/** Whether an event is added, or taken back because another version of it is. */
type Sign = 1 | -1;

function addToWindows(windows: Map<number, Window>, event: AcceptedEvent, sign: Sign): void {
  const start = windowStart(event.timestamp);
  let window = windows.get(start);
  if (window === undefined) windows.set(start, window = emptyWindow(start));
  const counts = countEvent(event, sign);
  addEntries(window.totals, counts);
  if (event.event_type === "llm_request" && event.duration_ms !== undefined) {
    addToSketch(window.totals.duration, event.duration_ms, sign);
  }
  for (const dimension of WINDOW_DIMENSIONS) {
    const key = dimension === "environment" ? event.environment ?? "production" : event[dimension];
    if (key !== undefined && key !== "") addEntries(countsFor(window.by[dimension], key), counts);
  }
  const second = Math.floor((event.timestamp - start) / 1000);
  const sums = (window.seconds[second] ??= [0, 0, 0, 0, 0]);
  sums[0] += sign;
  if (isError(event)) sums[1] += sign;
  if (event.event_type === "llm_request") sums[2] += sign;
  if (event.event_type === "tool_call") sums[3] += sign;
  sums[4] += sign * tokensOf(event);
}

const SUMMED_FIELDS = [
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "reasoning_tokens",
  "cost_usd",
] as const satisfies readonly CountName[];

/** What one event adds, without the zeros: most events add to few sums. */
function countEvent(event: AcceptedEvent, sign: Sign): [CountName, number][] {
  const counts: [CountName, number][] = [["events", sign]];
  if (isError(event)) counts.push(["errors", sign]);
  switch (event.event_type) {
    case "llm_request":
      counts.push(["llm_requests", sign]);
      break;
    case "tool_call":
      counts.push(["tool_calls", sign]);
      if (event.success === false) counts.push(["tool_failures", sign]);
      break;
    case "session_start":
      counts.push(["sessions_started", sign]);
      break;
    case "session_end":
      counts.push(["sessions_ended", sign]);
      break;
  }
  for (const name of SUMMED_FIELDS) {
    const amount = event[name];
    if (amount !== undefined && amount > 0) counts.push([name, sign * amount]);
  }
  return counts;
}

function addEntries(target: Counts, counts: readonly [CountName, number][]): void {
  for (const [name, amount] of counts) {
    const present = target[name] ?? 0;
    target[name] = name === "cost_usd" ? addMoney(present, amount) : present + amount;
  }
}

function tokensOf(event: AcceptedEvent): number {
  return (event.input_tokens ?? 0) + (event.output_tokens ?? 0) + (event.cache_read_tokens ?? 0) +
    (event.cache_creation_tokens ?? 0) + (event.reasoning_tokens ?? 0);
}

function addToSessions(sessions: Map<string, SessionActivity>, event: AcceptedEvent, sign: Sign): void {
  if (event.session_id === UNKNOWN) return;
  let session = sessions.get(event.session_id);
  if (session === undefined) {
    if (sessions.size >= LIMITS.sessionsPerChunk) return;
    sessions.set(event.session_id, session = startActivity(event));
  }
  session.first_at = Math.min(session.first_at, event.timestamp);
  if (event.timestamp >= session.last_at) {
    session.last_at = event.timestamp;
    session.doing = doing(event);
  }
  if (event.event_type === "session_end") session.ended_at = event.timestamp;
  if (event.team !== undefined) session.team = event.team;
  if (event.repo !== undefined) session.repo = event.repo;
  if (event.model !== undefined) session.model = event.model;
  session.events += sign;
  if (isError(event)) session.errors += sign;
  if (event.event_type === "user_prompt") session.turns += sign;
  session.tokens += sign * tokensOf(event);
  session.cost_usd = addMoney(session.cost_usd, sign * (event.cost_usd ?? 0));
  session.cost_estimated ||= event.cost_source === "estimated";
  const span = sign === 1 ? spanOf(event) : undefined;
  if (span === undefined) return;
  if (session.spans.length === LIMITS.spansPerSession) session.spans.shift();
  session.spans.push(span);
}

function startActivity(event: AcceptedEvent): SessionActivity {
  return {
    session_id: event.session_id,
    agent_id: event.agent_id,
    user_id: event.user_id,
    first_at: event.timestamp,
    last_at: event.timestamp,
    doing: doing(event),
    events: 0,
    errors: 0,
    turns: 0,
    tokens: 0,
    cost_usd: 0,
    cost_estimated: false,
    spans: [],
  };
}

function doing(event: AcceptedEvent): SessionActivity["doing"] {
  return {
    event_type: event.event_type,
    label: labelOf(event),
    ...(event.success === undefined ? {} : { success: event.success }),
  };
}

function labelOf(event: AcceptedEvent): string {
  switch (event.event_type) {
    case "tool_call":
    case "tool_decision":
      return event.tool_name ?? "";
    case "error":
    case "task_error":
    case "security_alert":
      return event.error_type ?? event.error_message?.slice(0, 80) ?? "";
    case "custom":
      return event.custom_type ?? "";
    default:
      return event.model ?? event.tool_name ?? "";
  }
}

/** The bar an event draws in its session's ribbon. An event's time is when it ended; clients report calls once they are over. */
function spanOf(event: AcceptedEvent): ActivitySpan | undefined {
  const span = (kind: ActivitySpan["kind"]): ActivitySpan => ({
    kind,
    start: event.timestamp - (event.duration_ms ?? 0),
    end: event.timestamp,
  });
  if (isError(event)) return span("error");
  if (event.event_type === "llm_request") return span("llm");
  if (event.event_type === "tool_call") return span(event.success === false ? "error" : "tool");
  return event.event_type === "user_prompt" ? span("prompt") : undefined;
}

function pickTail(
  events: readonly AcceptedEvent[],
  receivedAt: number,
  tailRoom: number,
): Pick<Summary, "tail" | "tail_dropped"> {
  const tail: TailEvent[] = [];
  const room = { urgent: LIMITS.alertsPerChunk as number, ordinary: tailRoom };
  // What an amendment says has been shown.
  const news = events.filter((event) => event.amends === undefined);
  for (const event of news) {
    const kind = FAST_LANE_TYPES.includes(event.event_type) ? "urgent" : "ordinary";
    if (room[kind]-- > 0) tail.push(toTailEvent(event, receivedAt));
  }
  tail.sort((a, b) => a.timestamp - b.timestamp);
  return { tail, tail_dropped: news.length - tail.length };
}

function toTailEvent(event: AcceptedEvent, receivedAt: number): TailEvent {
  const tokens = tokensOf(event);
  const line: TailEvent = {
    event_id: event.event_id,
    event_type: event.event_type,
    timestamp: event.timestamp,
    received_at: receivedAt,
    session_id: event.session_id,
    agent_id: event.agent_id,
    user_id: event.user_id,
    label: labelOf(event),
  };
  if (tokens > 0) line.tokens = tokens;
  if (event.team !== undefined) line.team = event.team;
  if (event.environment !== undefined) line.environment = event.environment;
  if (event.success !== undefined) line.success = event.success;
  if (event.duration_ms !== undefined) line.duration_ms = event.duration_ms;
  if (event.cost_usd !== undefined) line.cost_usd = event.cost_usd;
  if (event.error_type !== undefined) line.error_type = event.error_type;
  if (event.error_message !== undefined) line.error_message = event.error_message.slice(0, 300);
  if (event.severity !== undefined) line.severity = event.severity;
  return line;
}
