import { describe, expect, it } from "vitest";
import { checkDependencies } from "./check-dependencies.ts";

describe("checkDependencies()", () => {
  it("says of each dependency how it is, whatever the others do", async () => {
    const { states, causes } = await checkDependencies({
      quick: () => Promise.resolve(),
      broken: () => Promise.reject(new Error("refused")),
      clumsy: () => {
        throw new Error("before any promise");
      },
    }, 1_000);
    expect(states).toMatchObject({
      quick: { status: "ok" },
      broken: { status: "failing" },
      clumsy: { status: "failing" },
    });
    expect(Object.keys(causes).sort()).toEqual(["broken", "clumsy"]);
  });

  it("waits for none longer than it may, and tells it to stop", async () => {
    let stopped = false;
    const started = performance.now();
    const hanging = (signal: AbortSignal) =>
      new Promise<void>(() => signal.addEventListener("abort", () => void (stopped = true)));
    const { states } = await checkDependencies({ first: hanging, second: hanging }, 50);
    expect(states).toMatchObject({ first: { status: "timeout" }, second: { status: "timeout" } });
    expect(states.first?.duration_ms).toBeGreaterThanOrEqual(49);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(stopped).toBe(true);
  });
});
