import { runInDurableObject } from "cloudflare:test";
import { exports } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { ChunkHeader } from "../../contract/chunk.ts";
import { aChunk } from "./chunk.fixture.ts";
import type { OrgLive } from "./object.ts";
import { connectViewer } from "./viewer.fixture.ts";

/** A stub of an object that was reset stays broken; each call takes a new one, as the consumer does. */
type FindLive = () => DurableObjectStub<OrgLive>;

/** Takes the object's memory and every call under way from it, as the platform does after a failure or with a new version. */
async function reset(find: FindLive): Promise<void> {
  await runInDurableObject(find(), (_object, state) => state.abort("reset")).catch(() => {});
}

/** Offers chunks until the object has taken them, as often as that takes. */
async function deliver(find: FindLive, chunks: ChunkHeader[]): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const taken = await find().applyChunks(chunks).then(() => true, () => false);
    if (taken) return;
  }
  throw new Error("never taken");
}

/** A way to an object that no other test uses. */
function aWayToLive(): FindLive {
  const name = crypto.randomUUID();
  return () => exports.OrgLive.getByName(name);
}

describe("a live object that is reset", () => {
  it("counts every chunk once, whichever calls were cut off", async () => {
    const find = aWayToLive();
    const at = Date.now();
    const chunks = Array.from({ length: 60 }, (_, i) => aChunk(at - (i % 3) * 10_000, i + 1));
    let resets = 0;
    const over = new AbortController();
    const resetting = (async () => {
      while (!over.signal.aborted) {
        await new Promise((resolve) => setTimeout(resolve, 5 + (resets * 7) % 30));
        await reset(find);
        resets++;
      }
    })();
    // Each chunk comes twice, as from the direct lane and from the consumer.
    await Promise.all([chunks, chunks.toReversed()].map(async (order) => {
      for (let i = 0; i < order.length; i += 4) {
        await deliver(find, order.slice(i, i + 4));
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }));
    over.abort();
    await resetting;
    expect(resets).toBeGreaterThan(3);
    const { windows } = await (await connectViewer(find())).next("SNAPSHOT");
    expect(windows.reduce((sum, { totals }) => sum + (totals.events ?? 0), 0)).toBe((60 * 61) / 2);
  });

  it("lets its viewers go, who miss nothing when they come back", async () => {
    const find = aWayToLive();
    const first = await connectViewer(find());
    const { cursor } = await first.next("SNAPSHOT");
    const late = Date.now() - 20 * 60_000;
    await find().applyChunks([aChunk(late, 3)]);
    await reset(find);
    await first.closed;
    const back = await connectViewer(find());
    back.send({ type: "RESUME", cursor });
    expect((await back.next("METRIC_UPDATE")).window.totals.events).toBe(3);
  });
});
