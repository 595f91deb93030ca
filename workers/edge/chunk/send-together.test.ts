import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type ChunkMessage, type ChunkQueue, Load } from "./chunk-queue.ts";
import { sendTogether } from "./send-together.ts";

const message = (name: string, bytes = 10): ChunkMessage => {
  const body = new Uint8Array(bytes);
  new TextEncoder().encodeInto(name, body);
  return { body, contentType: "bytes" };
};
const nameOf = (body: Uint8Array) => new TextDecoder().decode(body).replaceAll("\0", "");
const aLoad = (...messages: ChunkMessage[]) => {
  const load = new Load();
  load.add(messages);
  return load;
};

/** A queue that takes what `answer` lets through, and the calls it has had. */
function aQueue(answer: (names: string[]) => void | Promise<void> = () => {}) {
  const calls: string[][] = [];
  const taken = new Set<string>();
  const take = async (bodies: Uint8Array[]) => {
    const names = bodies.map(nameOf);
    calls.push(names);
    await answer(names);
    names.forEach((name) => taken.add(name));
  };
  const queue: ChunkQueue = {
    send: (body) => take([body]),
    sendBatch: (messages) => take(messages.map(({ body }) => body)),
  };
  const send = (name: string, bytes?: number) => sendTogether(queue, aLoad(message(name, bytes)), () => {});
  return { queue, calls, taken, send };
}

// A busy machine must not make moments of what is one.
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

describe("sendTogether()", () => {
  it("sends at once what comes alone", async () => {
    const { calls, send } = aQueue();
    const sent = send("a");
    expect(calls).toEqual([["a"]]);
    await sent;
  });

  it("puts what comes in the same moment into one call, behind the first", async () => {
    const { calls, send } = aQueue();
    await Promise.all(["a", "b", "c", "d"].map((name) => send(name)));
    expect(calls).toEqual([["a"], ["b", "c", "d"]]);
  });

  it("returns no sooner than the queue has taken the messages", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => open = resolve);
    const { taken, send } = aQueue(() => gate);
    const done: string[] = [];
    const sent = ["a", "b", "c"].map((name) => send(name).then(() => done.push(name)));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect([done, [...taken]]).toEqual([[], []]);
    open();
    await Promise.all(sent);
    expect([done.toSorted(), [...taken].toSorted()]).toEqual([["a", "b", "c"], ["a", "b", "c"]]);
  });

  it.each(["b", "c", "d"])("fails only %s when the queue takes all but that", async (bad) => {
    const { calls, taken, send } = aQueue((names) => {
      if (names.includes(bad)) throw new Error(`no ${bad}`);
    });
    const outcomes = await Promise.allSettled(["a", "b", "c", "d"].map((name) => send(name)));
    const failed = outcomes.flatMap((outcome) => outcome.status === "rejected" ? [String(outcome.reason)] : []);
    expect(failed).toEqual([`Error: no ${bad}`]);
    expect([...taken].toSorted()).toEqual(["a", "b", "c", "d"].filter((name) => name !== bad));
    expect(calls.map((names) => names.length)).toEqual([1, 3, 1, 1, 1]);
  });

  it("lets nobody wait for a call that is not heard of: the others send their own", async () => {
    vi.useFakeTimers();
    const { calls, taken, send } = aQueue((names) => names.length > 1 ? new Promise(() => {}) : undefined);
    const [, , c, d] = ["a", "b", "c", "d"].map((name) => send(name));
    await vi.advanceTimersByTimeAsync(2_100);
    await Promise.all([c, d]);
    expect(calls).toEqual([["a"], ["b", "c", "d"], ["c"], ["d"]]);
    expect([...taken]).toEqual(["a", "c", "d"]);
  });

  it("joins no call whose request is gone", async () => {
    const { calls, send } = aQueue();
    await send("a");
    vi.useFakeTimers({ toFake: ["Date", "setTimeout"] });
    void send("b");
    vi.setSystemTime(Date.now() + 150);
    await send("c");
    expect(calls).toEqual([["a"], ["c"]]);
  });

  it("puts no more into a call than the queue takes", async () => {
    const { calls, send } = aQueue();
    await Promise.all(Array.from({ length: 250 }, (_, i) => send(`${i}`)));
    expect(calls.map((names) => names.length)).toEqual([1, 100, 100, 49]);
    const large = aQueue();
    await Promise.all(Array.from({ length: 6 }, (_, i) => large.send(`${i}`, 100_000)));
    expect(large.calls.map((names) => names.length)).toEqual([1, 2, 2, 1]);
  });

  it("keeps the queues of two regions apart", async () => {
    const [us, eu] = [aQueue(), aQueue()];
    await Promise.all(["a", "b", "c"].flatMap((name) => [us.send(`us-${name}`), eu.send(`eu-${name}`)]));
    expect(us.calls.flat().every((name) => name.startsWith("us-"))).toBe(true);
    expect(eu.calls.flat().toSorted()).toEqual(["eu-a", "eu-b", "eu-c"]);
  });

  it("acknowledges exactly what the queue has taken, whichever calls it refuses", async () => {
    const arrivals = fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(arrivals, fc.infiniteStream(fc.tuple(fc.boolean(), fc.nat({ max: 6 }))), async (gaps, fate) => {
        const { taken, send } = aQueue(async () => {
          const [isRefused, ms] = fate.next().value;
          await new Promise((resolve) => setTimeout(resolve, ms));
          if (isRefused) throw new Error("refused");
        });
        const acknowledged = new Set<string>();
        const sent = gaps.map(async (gap, i) => {
          await new Promise((resolve) => setTimeout(resolve, gap));
          await send(`${i}`).then(() => acknowledged.add(`${i}`), () => {});
        });
        await Promise.all(sent);
        expect([...acknowledged].toSorted()).toEqual([...taken].toSorted());
      }),
      { numRuns: 40 },
    );
  }, 30_000);
});
