import type { ChunkHeader } from "../../contract/chunk.ts";
import type { SessionActivity, TailEvent } from "../../contract/live.ts";
import { packWindow } from "../../contract/packed-window.ts";
import { addCounts, emptyWindow, windowStart } from "../../contract/window.ts";

/** A chunk of `events` model calls at one instant (epoch ms). */
export function aChunk(at: number, events: number, change: Partial<ChunkHeader> = {}): ChunkHeader {
  const window = emptyWindow(windowStart(at));
  addCounts(window.totals, { events, llm_requests: events, cost_usd: events / 1000 });
  window.by.agent_id["codex-cli"] = { events };
  window.seconds[Math.floor((at - window.start) / 1000)] = [events, 0, events, 0, 0];
  return {
    version: 2,
    chunk_id: crypto.randomUUID(),
    org_id: "org_1",
    region: "us",
    received_at: at,
    request_id: "req_1",
    count: events,
    event_hashes: "",
    windows: [packWindow(window)],
    sessions: [],
    tail: [],
    tail_dropped: 0,
    ...change,
  };
}

/** A tail line. */
export function aTailEvent(at: number, change: Partial<TailEvent> = {}): TailEvent {
  return {
    event_id: crypto.randomUUID(),
    event_type: "llm_request",
    timestamp: at,
    received_at: at,
    session_id: "ses_1",
    agent_id: "codex-cli",
    user_id: "ana",
    label: "gpt-5.5",
    ...change,
  };
}

/** What a chunk says about a session. */
export function anActivity(at: number, change: Partial<SessionActivity> = {}): SessionActivity {
  return {
    session_id: "ses_1",
    agent_id: "codex-cli",
    user_id: "ana",
    first_at: at,
    last_at: at,
    doing: { event_type: "llm_request", label: "gpt-5.5" },
    events: 1,
    errors: 0,
    turns: 0,
    tokens: 10,
    cost_usd: 0.001,
    cost_estimated: false,
    spans: [{ kind: "llm", start: at - 500, end: at }],
    ...change,
  };
}
