import { describe, expect, it } from "vitest";
import { newTestClient } from "../test/test-client.ts";

/** The events of a test's client, after a flush. */
async function newRecorder() {
  const { client, server } = await newTestClient();
  return {
    client,
    async events() {
      await client.flush();
      return server.requests.flatMap(({ events }) => events);
    },
  };
}

describe("wrap()", () => {
  it("times a call and says that it succeeded, under the function's name", async () => {
    const { client, events } = await newRecorder();
    function add(this: { base: number }, a: number, b = 1): number {
      return this.base + a + b;
    }
    const wrapped = client.wrap(add);
    expect(wrapped.call({ base: 10 }, 2, 3)).toBe(15);
    expect([wrapped.name, wrapped.length]).toEqual(["add", 1]);
    expect(await events()).toMatchObject([{
      event_type: "tool_call",
      tool_name: "add",
      success: true,
      duration_ms: expect.any(Number),
    }]);
  });

  it("records a failure and throws the very same error", async () => {
    const { client, events } = await newRecorder();
    const error = new TypeError("no");
    const wrapped = client.wrap(() => {
      throw error;
    }, { tool_name: "given", model: "m" });
    expect(wrapped).toThrow(error);
    expect(await events()).toMatchObject([
      { tool_name: "given", model: "m", success: false, error_type: "TypeError", error_message: "no" },
    ]);
  });

  it("records a promise when it settles", async () => {
    const { client, events } = await newRecorder();
    const wait = client.wrap(async (ms: number) => {
      await new Promise((resolve) => setTimeout(resolve, ms));
      if (ms > 20) throw new Error("late");
      return ms;
    }, { event_type: "llm_request", model: "m" });
    expect(await wait(20)).toBe(20);
    await expect(wait(21)).rejects.toThrow("late");
    const [first, second] = await events();
    expect(first).toMatchObject({ event_type: "llm_request", success: true });
    expect(first?.duration_ms).toBeGreaterThanOrEqual(18);
    expect(first).not.toHaveProperty("tool_name");
    expect(second).toMatchObject({ success: false, error_message: "late" });
  });

  it("records an async generator when it is used up, fails or is left, with its values untouched", async () => {
    const { client, events } = await newRecorder();
    let hasCleanedUp = 0;
    const count = client.wrap(async function* count(to: number) {
      try {
        for (let i = 0; i < to; i++) {
          if (i === 3) throw new Error("three");
          yield await Promise.resolve(i);
        }
        return "done";
      } finally {
        hasCleanedUp++;
      }
    });
    const seen: number[] = [];
    for await (const value of count(2)) seen.push(value);
    await expect((async () => {
      for await (const value of count(9)) seen.push(value);
    })()).rejects.toThrow("three");
    for await (const value of count(9)) {
      seen.push(value);
      break;
    }
    expect(seen).toEqual([0, 1, 0, 1, 2, 0]);
    expect(hasCleanedUp).toBe(3);
    expect((await events()).map(({ success }) => success)).toEqual([true, false, true]);
  });
});
