import type { ActiveSession, ActivitySpan, SessionActivity } from "../../contract/live.ts";
import { packSpans } from "../../contract/packed-session.ts";
import { isSeen, type Visibility } from "../../contract/visibility.ts";
import { addMoney } from "../../contract/window.ts";
import { IDLE_MS, LISTED_SESSIONS, MAX_SESSIONS, MAX_SPANS, RIBBON_MS, SESSION_RETENTION_MS } from "./constants.ts";

/**
 * Adds what a chunk says about a session to what is known of it. Order does not matter: the newest event decides what the
 * session is doing, and an event after the end opens it again (clients resume sessions under the same id).
 */
export function mergeSession(known: SessionActivity | undefined, part: SessionActivity): SessionActivity {
  if (known === undefined) return part;
  const newest = part.last_at >= known.last_at ? part : known;
  const older = newest === part ? known : part;
  const endedAt = Math.max(known.ended_at ?? 0, part.ended_at ?? 0);
  const lastAt = newest.last_at;
  const merged: SessionActivity = {
    ...older,
    ...newest,
    first_at: Math.min(known.first_at, part.first_at),
    events: known.events + part.events,
    errors: known.errors + part.errors,
    turns: known.turns + part.turns,
    tokens: known.tokens + part.tokens,
    cost_usd: addMoney(known.cost_usd, part.cost_usd),
    cost_estimated: known.cost_estimated || part.cost_estimated,
    spans: [...known.spans, ...part.spans].sort((a, b) => a.start - b.start).slice(-MAX_SPANS),
  };
  if (endedAt >= lastAt) merged.ended_at = endedAt;
  else delete merged.ended_at;
  return merged;
}

/** Whether a session counts as running at `now` (epoch ms). One whose events were all taken back never was. */
export function isActive(session: SessionActivity, now: number): boolean {
  return session.events > 0 && session.ended_at === undefined && session.last_at > now - IDLE_MS;
}

/** The sessions an organisation has had lately. */
export class SessionBoard {
  readonly #sessions = new Map<string, SessionActivity>();

  constructor(known: readonly SessionActivity[]) {
    for (const session of known) this.#sessions.set(session.session_id, session);
  }

  /** Merges a part and returns the whole. */
  add(part: SessionActivity): SessionActivity {
    const merged = mergeSession(this.#sessions.get(part.session_id), part);
    // Re-inserting keeps the map ordered by last change, so the first key is the longest silent session.
    this.#sessions.delete(part.session_id);
    this.#sessions.set(part.session_id, merged);
    return merged;
  }

  /** Merges parts, of which several may be of one session, and returns the whole of each. */
  addAll(parts: readonly SessionActivity[]): SessionActivity[] {
    const changed = new Map(parts.map((part) => [part.session_id, this.add(part)]));
    return [...changed.values()];
  }

  /** Forgets silent sessions and the longest silent of too many; returns the ids that went. */
  prune(now: number): string[] {
    const gone: string[] = [];
    for (const [id, session] of this.#sessions) {
      if (session.last_at >= now - SESSION_RETENTION_MS && this.#sessions.size <= MAX_SESSIONS) continue;
      this.#sessions.delete(id);
      gone.push(id);
    }
    return gone;
  }

  /** The busiest running sessions and how many run in all, of those that may be seen. */
  list(now: number, sees: Visibility): { active: ActiveSession[]; active_count: number } {
    const active = [...this.#sessions.values()].filter((session) => isActive(session, now) && isSeen(sees, session));
    const isRecent = ({ end }: ActivitySpan) => end > now - RIBBON_MS;
    const busiest = active
      .map((session) => ({ session, recent: session.spans.filter(isRecent) }))
      .sort((a, b) => b.recent.length - a.recent.length || b.session.tokens - a.session.tokens)
      .slice(0, LISTED_SESSIONS);
    return {
      active: busiest.map(({ session, recent }) => ({ ...session, spans: packSpans(recent, session.first_at) })),
      active_count: active.length,
    };
  }
}
