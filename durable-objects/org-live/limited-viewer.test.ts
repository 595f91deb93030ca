import { describe, expect, it } from "vitest";
import { packSession } from "../../contract/packed-session.ts";
import { packWindow } from "../../contract/packed-window.ts";
import { addCounts, emptyWindow, type Window, windowStart } from "../../contract/window.ts";
import { aChunk, anActivity, aTailEvent } from "./chunk.fixture.ts";
import { limitWindow } from "./limit-window.ts";
import { connectViewer, newLiveObject } from "./viewer.fixture.ts";

const ANA = { teams: ["atlas"], userIds: ["ana@example.com"] };

/** A window in which atlas had 7 events with 1,000 tokens, and boreas 90. */
function twoTeams(start: number): Window {
  const window = emptyWindow(start);
  const [atlas, boreas] = [{ events: 7, errors: 2, llm_requests: 3, input_tokens: 1_000 }, { events: 90 }];
  for (const counts of [atlas, boreas]) addCounts(window.totals, counts);
  window.by.team = { atlas, boreas };
  window.by.agent_id = { "codex-cli": { events: 97 } };
  window.seconds = { 0: [97, 2, 3, 0, 1_000] };
  return window;
}

describe("a viewer who sees their teams", () => {
  it("gets their teams' counts, sessions and lines, and nobody else's", async () => {
    const live = newLiveObject();
    const viewer = await connectViewer(live, { sees: ANA });
    expect((await viewer.next("SNAPSHOT")).tail).toEqual([]);
    const now = Date.now();
    const of = (team: string, user_id: string) => ({ team, user_id });
    const chunk = aChunk(now, 97, {
      windows: [packWindow(twoTeams(windowStart(now)))],
      sessions: [
        packSession(anActivity(now, { session_id: "theirs", ...of("atlas", "bo@example.com") })),
        packSession(anActivity(now, { session_id: "own", ...of("boreas", "ana@example.com") })),
        packSession(anActivity(now, { session_id: "foreign", ...of("boreas", "cy@example.com") })),
      ],
      tail: [
        aTailEvent(now, { label: "theirs", ...of("atlas", "bo@example.com") }),
        aTailEvent(now, { label: "foreign", ...of("boreas", "cy@example.com") }),
      ],
      tail_dropped: 95,
    });
    await live.applyChunks([chunk]);
    const { window } = await viewer.next("METRIC_UPDATE");
    expect(window.totals).toMatchObject({ events: 7, errors: 2, llm_requests: 3, input_tokens: 1_000 });
    await viewer.next("ACTIVE");
    const said = JSON.stringify([
      ...viewer.messages,
      await (await connectViewer(live, { sees: ANA })).next("SNAPSHOT"),
    ]);
    expect(said).toContain("theirs");
    expect(said).toContain('"own"');
    expect(said).not.toContain("foreign");
    expect(said).not.toContain("SAMPLED");
    expect(said).not.toMatch(/"boreas":\{|"events":9[07]|\[97,/);
  });
});

describe("limitWindow()", () => {
  const start = 1_795_169_010_000;

  it("spreads what teams did over the seconds that have passed, and loses nothing", () => {
    for (const passed of [1, 4, 10, 60]) {
      const limited = limitWindow(twoTeams(start), ANA, start + passed * 1_000);
      const seconds = Object.values(limited.seconds);
      expect(seconds).toHaveLength(Math.min(10, passed));
      expect(seconds.reduce((sum, [events]) => sum + events, 0)).toBe(7);
      expect(seconds.reduce((sum, counts) => sum + counts[4], 0)).toBe(1_000);
    }
  });

  it("shows nothing to somebody without a team, and everything to who sees everything", () => {
    expect(limitWindow(twoTeams(start), { teams: [], userIds: ["ana"] }, start)).toEqual(emptyWindow(start));
    expect(limitWindow(twoTeams(start), "everything", start)).toEqual(twoTeams(start));
  });
});
