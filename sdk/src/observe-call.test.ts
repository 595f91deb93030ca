import { describe, expect, it } from "vitest";
import { type CallEnd, observeMethod } from "./observe-call.ts";

/** A method that is watched, and what was seen of its calls. */
function watched<F extends (...args: never[]) => unknown>(call: F) {
  const owner = { call };
  const ends: CallEnd[] = [];
  const parts: unknown[] = [];
  observeMethod(owner, "call", () => ({ see: (part) => parts.push(part), end: (how) => ends.push(how) }));
  return { owner, ends, parts };
}

async function* numbers(to: number): AsyncGenerator<number> {
  for (let i = 0; i < to; i++) yield await Promise.resolve(i);
}

describe("observeMethod()", () => {
  it("sees each part of a stream, gives the very same stream on, and reports its end", async () => {
    const stream = { [Symbol.asyncIterator]: () => numbers(3), extra: 1 };
    const { owner, ends, parts } = watched(() => Promise.resolve(stream));
    const given = await owner.call();
    expect(given).toBe(stream);
    expect(ends).toEqual([]);
    const seen: number[] = [];
    for await (const part of given) seen.push(part);
    expect([seen, parts]).toEqual([[0, 1, 2], [0, 1, 2]]);
    expect(ends).toMatchObject([{ isError: false, isLeft: false }]);
  });

  it("reports a stream that its reader leaves, and lets it clean up", async () => {
    let hasCleanedUp = false;
    const { owner, ends } = watched(async function* read() {
      try {
        yield* numbers(9);
      } finally {
        hasCleanedUp = true;
      }
    });
    for await (const part of owner.call()) if (part === 1) break;
    expect(hasCleanedUp).toBe(true);
    expect(ends).toMatchObject([{ isError: false, isLeft: true }]);
  });

  it("reports a stream that fails and passes on the very same error", async () => {
    const error = new Error("broken");
    const { owner, ends } = watched(async function* read() {
      yield* numbers(1);
      throw error;
    });
    const read = async () => {
      for await (const _ of owner.call());
    };
    await expect(read()).rejects.toBe(error);
    expect(ends).toMatchObject([{ isError: true, error }]);
  });

  it("reports once, whatever goes on within the watcher", async () => {
    const owner = { call: () => Promise.resolve(7) };
    observeMethod(owner, "call", () => {
      throw new Error("watcher");
    });
    expect(await owner.call()).toBe(7);
    const other = watched(() => 5);
    observeMethod(other.owner, "call", () => ({ see: () => {}, end: () => other.ends.push({} as CallEnd) }));
    expect(other.owner.call()).toBe(5);
    expect(other.ends).toHaveLength(1);
  });

  it("keeps promises that are more than promises, and does not start those that are lazy", async () => {
    let started = 0;
    class Query extends Promise<string> {
      static override get [Symbol.species]() {
        return Promise;
      }
      // What it is about.
      // oxlint-disable-next-line unicorn/no-thenable
      override then<A = string, B = never>(
        onValue?: ((value: string) => A | PromiseLike<A>) | null,
        onError?: ((reason: unknown) => B | PromiseLike<B>) | null,
      ): Promise<A | B> {
        started++;
        return Promise.resolve("rows").then(onValue, onError);
      }
    }
    const query = new Query(() => {});
    const { owner, ends } = watched(() => query);
    const given = owner.call();
    expect(given).toBe(query);
    expect(started).toBe(0);
    expect([await given, await given]).toEqual(["rows", "rows"]);
    expect(started).toBe(1);
    expect(ends).toMatchObject([{ value: "rows" }]);
  });

  it("leaves frozen owners and missing methods alone", () => {
    const frozen = Object.freeze({ call: () => 1 });
    for (const owner of [frozen, {}, null, undefined, 5, { call: "text" }]) {
      expect(() => observeMethod(owner, "call", () => ({ see: () => {}, end: () => {} }))).not.toThrow();
    }
    expect(frozen.call()).toBe(1);
  });
});
