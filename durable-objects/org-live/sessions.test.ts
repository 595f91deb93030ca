import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SessionActivity } from "../../contract/live.ts";
import { anActivity } from "./chunk.fixture.ts";
import { IDLE_MS } from "./constants.ts";
import { isActive, mergeSession, SessionBoard } from "./sessions.ts";

const mergeAll = (parts: SessionActivity[]) => parts.reduce<SessionActivity | undefined>(mergeSession, undefined);

describe("mergeSession()", () => {
  it("comes to the same in any order", () => {
    const times = fc.uniqueArray(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 });
    fc.assert(fc.property(times, fc.boolean(), (at, ends) => {
      const parts = at.map((time, i) => anActivity(time, ends && i === 0 ? { ended_at: time } : {}));
      expect(mergeAll(parts)).toEqual(mergeAll(parts.toReversed()));
    }));
  });

  it("opens an ended session again when it goes on", () => {
    const merged = mergeAll([anActivity(1, { ended_at: 1 }), anActivity(2)]);
    expect(merged?.ended_at).toBeUndefined();
  });
});

describe("SessionBoard.list()", () => {
  it("lists running sessions, busiest first, and leaves out ended and silent ones", () => {
    const now = 10_000_000;
    const board = new SessionBoard([]);
    board.add(anActivity(now, { session_id: "quiet" }));
    for (let i = 0; i < 5; i++) board.add(anActivity(now - i, { session_id: "busy" }));
    board.add(anActivity(now, { session_id: "ended", ended_at: now }));
    board.add(anActivity(now - IDLE_MS, { session_id: "silent" }));
    const { active, active_count } = board.list(now, "everything");
    expect(active.map((session) => session.session_id)).toEqual(["busy", "quiet"]);
    expect(active_count).toBe(2);
    expect(isActive(anActivity(now), now + IDLE_MS)).toBe(false);
  });

  it("tells the bars of the last minute, after the session's first event", () => {
    const now = 10_000_000;
    const board = new SessionBoard([]);
    board.add(anActivity(now - 120_000));
    board.add(anActivity(now - 10_000, { spans: [{ kind: "error", start: now - 10_300, end: now - 10_000 }] }));
    board.add(anActivity(now - 5_000, { spans: [{ kind: "tool", start: now - 5_000, end: now - 5_000 }] }));
    const [session] = board.list(now, "everything").active;
    expect(session?.first_at).toBe(now - 120_000);
    expect(session?.spans).toEqual([3, 110_000, 300, 2, 115_000, 0]);
  });

  it("counts and lists those only that somebody may see", () => {
    const now = 10_000_000;
    const board = new SessionBoard([]);
    board.add(anActivity(now, { session_id: "mine", user_id: "ana" }));
    board.add(anActivity(now, { session_id: "of my team", user_id: "bo", team: "atlas" }));
    board.add(anActivity(now, { session_id: "of another", user_id: "cy", team: "boreas" }));
    const { active, active_count } = board.list(now, { teams: ["atlas"], userIds: ["ana"] });
    expect(active.map((session) => session.session_id).sort()).toEqual(["mine", "of my team"]);
    expect(active_count).toBe(2);
    expect(board.list(now, { teams: [], userIds: [] }).active_count).toBe(0);
  });
});
