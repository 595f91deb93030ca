import { describe, expect, it } from "vitest";
import { packSession } from "../../contract/packed-session.ts";
import { aChunk, anActivity } from "./chunk.fixture.ts";
import { ACTIVE_AT_ONCE } from "./constants.ts";
import { connectViewer, newLiveObject } from "./viewer.fixture.ts";

const VIEWERS = 2 * ACTIVE_AT_ONCE + 20;

describe("the list of running sessions", () => {
  it("reaches every one of many viewers", async () => {
    const live = newLiveObject();
    const viewers = [];
    for (let i = 0; i < VIEWERS; i++) viewers.push(await connectViewer(live));
    const now = Date.now();
    await live.applyChunks([aChunk(now, 1, { sessions: [packSession(anActivity(now))] })]);
    for (const viewer of viewers) {
      const { active } = await viewer.next("ACTIVE");
      expect(active.map(({ session_id }) => session_id)).toEqual(["ses_1"]);
    }
  });
});
