import { describe, expect, it } from "vitest";
import type { ReplayProgress, ReplayStep } from "../../contract/replay.ts";
import { readReplayOptions } from "./options.ts";
import { type ReplayState, runReplay } from "./run-replay.ts";

const NOW = Date.parse("2026-11-20T12:00:00Z");
const options = (...args: string[]) => readReplayOptions(args, {}, NOW);

/** Regions whose objects are numbered keys, two a step; fails at a step when told so. */
function twoRegions({ failAt }: { failAt?: number } = {}) {
  const keys = { us: ["a", "b", "c"], eu: ["d"] };
  const steps: ReplayStep[] = [];
  const takeStep = (step: ReplayStep): Promise<ReplayProgress> => {
    if (steps.push(step) === failAt) return Promise.reject(new Error("503"));
    const left = keys[step.region].filter((key) => key > (step.cursor ?? ""));
    const page = left.slice(0, 2);
    const last = page.at(-1) ?? null;
    const next_cursor = left.length > 2 ? last : null;
    const objects = page.length;
    return Promise.resolve({ objects, chunks: objects, refused: 0, bytes: 10, last_key: last, next_cursor });
  };
  return { steps, takeStep };
}

const quiet = { onStep: () => {}, onFailure: () => {} };

describe("runReplay()", () => {
  it("walks through every region to its end, within one period fixed at the start", async () => {
    const { steps, takeStep } = twoRegions();
    const totals = await runReplay(options("--dead-letters"), takeStep, quiet);
    expect(totals).toEqual({ objects: 4, chunks: 4, refused: 0, bytes: 30 });
    expect(steps.map(({ region, cursor }) => [region, cursor])).toEqual([["us", null], ["us", "b"], ["eu", null]]);
    expect(new Set(steps.map(({ to }) => to))).toEqual(new Set(["2026-11-20T12:00:00.000Z"]));
  });

  it("goes on from the cursor that it reported when it failed", async () => {
    const states: ReplayState[] = [];
    const first = runReplay(options("--dead-letters"), twoRegions({ failAt: 2 }).takeStep, {
      ...quiet,
      onFailure: (state) => states.push(state),
    });
    await expect(first).rejects.toThrow("503");
    const cursor = states[0]?.cursor ?? "";
    expect(cursor).toBe("us:b");
    const { steps, takeStep } = twoRegions();
    await runReplay(options("--dead-letters", "--cursor", cursor), takeStep, quiet);
    expect(steps.map(({ region, cursor }) => [region, cursor])).toEqual([["us", "b"], ["eu", null]]);
  });

  it("leaves out regions before the cursor's", async () => {
    const { steps, takeStep } = twoRegions();
    await runReplay(options("--dead-letters", "--cursor", "eu:"), takeStep, quiet);
    expect(steps.map(({ region }) => region)).toEqual(["eu"]);
  });
});

describe("readReplayOptions()", () => {
  it.each([
    [[], /--dead-letters or --raw/],
    [["--dead-letters", "--raw"], /--dead-letters or --raw/],
    [["--raw"], /needs --from/],
    [["--raw", "--from", "yesterday"], /2026-11-20T00:00:00Z/],
    [["--raw", "--from", "2026-11-20T00:00:00Z", "--org", "org_1"], /--dead-letters only/],
    [["--dead-letters", "--region", "mars"], /us/],
  ])("refuses %j", (args, message) => expect(() => options(...args)).toThrow(message));
});
