import type { ActiveSession, LiveMessage, TailEvent } from "../../../contract/live.ts";
import type { Window } from "../../../contract/window.ts";

/** What a viewer knows of the last ten minutes. Every change makes a new value; the parts that did not change are shared. */
export interface LiveState {
  /** The newest change of windows that was seen; `null` before the first snapshot. */
  cursor: number | null;
  /** Our clock minus the viewer's, in milliseconds. */
  clockOffset: number;
  windows: ReadonlyMap<number, HeldWindow>;
  active: readonly ActiveSession[];
  activeCount: number;
  /** Newest first. */
  tail: readonly TailEvent[];
  /** Lines that came since the page was opened. */
  lines: number;
  /** What the tail kept and left out since the page was opened. */
  sampled: { kept: number; dropped: number };
}

/** A window and the change that brought it. */
export interface HeldWindow {
  cursor: number;
  window: Window;
}

/** How far back the view shows. */
export const SPAN_MS = 10 * 60_000;
/** Lines the tail holds. */
export const TAIL_LINES = 300;

/** Nothing known yet. */
export const EMPTY_LIVE: LiveState = {
  cursor: null,
  clockOffset: 0,
  windows: new Map(),
  active: [],
  activeCount: 0,
  tail: [],
  lines: 0,
  sampled: { kept: 0, dropped: 0 },
};

/**
 * The state after a message. Windows replace what is held for the same start, so a repeated or late one amends instead of
 * adding; an older version of a window never replaces a newer one; tail lines are told apart by their event id.
 * @param receivedAt epoch ms of the viewer's clock
 */
export function applyMessage(state: LiveState, message: LiveMessage, receivedAt: number): LiveState {
  switch (message.type) {
    case "SNAPSHOT": {
      const windows = new Map(message.windows.map((window) => [window.start, { cursor: message.cursor, window }]));
      return {
        ...state,
        cursor: message.cursor,
        clockOffset: message.now - receivedAt,
        windows,
        active: message.active,
        activeCount: message.active_count,
        ...addLines(state, message.tail),
      };
    }
    case "METRIC_UPDATE":
      return addWindow(state, message.cursor, message.window, receivedAt);
    case "ACTIVE":
      return { ...state, active: message.active, activeCount: message.active_count };
    case "EVENT":
      return { ...state, ...addLines(state, [message.event]) };
    case "EVENTS":
      return { ...state, ...addLines(state, message.events) };
    case "SAMPLED":
      return {
        ...state,
        sampled: { kept: state.sampled.kept + message.kept, dropped: state.sampled.dropped + message.dropped },
      };
    case "GOODBYE":
      return state;
  }
}

function addWindow(state: LiveState, cursor: number, window: Window, receivedAt: number): LiveState {
  const held = state.windows.get(window.start);
  if (held !== undefined && held.cursor > cursor) return state;
  const oldest = receivedAt + state.clockOffset - SPAN_MS - 2 * (window.end - window.start);
  const windows = new Map([...state.windows].filter(([start]) => start >= oldest));
  windows.set(window.start, { cursor, window });
  return { ...state, cursor: Math.max(cursor, state.cursor ?? cursor), windows };
}

/**
 * The state after messages that came together. Lines are added at once: at hundreds a second, going through the tail for each
 * would cost more than drawing it.
 */
export function applyMessages(state: LiveState, messages: readonly LiveMessage[], receivedAt: number): LiveState {
  const lines = messages.flatMap(linesOf);
  const others = messages.filter((message) => linesOf(message).length === 0);
  const changed = others.reduce((before, message) => applyMessage(before, message, receivedAt), state);
  return lines.length === 0 ? changed : { ...changed, ...addLines(changed, lines) };
}

function linesOf(message: LiveMessage): readonly TailEvent[] {
  return message.type === "EVENTS" ? message.events : message.type === "EVENT" ? [message.event] : [];
}

function addLines(
  { tail, lines: count }: LiveState,
  lines: readonly TailEvent[],
): Pick<LiveState, "tail" | "lines"> {
  const known = new Set(tail.map(({ event_id }) => event_id));
  const fresh = lines.filter(({ event_id }) => !known.has(event_id) && known.add(event_id));
  if (fresh.length === 0) return { tail, lines: count };
  return { tail: [...fresh.toReversed(), ...tail].slice(0, TAIL_LINES), lines: count + fresh.length };
}

/** The instant on our clock. */
export function serverNow(state: LiveState, viewerNow: number): number {
  return viewerNow + state.clockOffset;
}
