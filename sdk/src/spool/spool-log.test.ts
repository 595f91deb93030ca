import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readLog, writeLog } from "./spool-log.ts";

const LOG = 'e{"n":1}\ne{"n":2}\ne{"n":3}\nbk1 2\ne{"n":4}\nd\nbk2 1\nak1\n';

describe("readLog()", () => {
  it("comes to what was queued, batched and not settled", () => {
    expect(readLog(LOG)).toEqual({ queue: [], batches: new Map([["k2", ['{"n":4}']]]) });
    expect(readLog('e{"n":1}\ne{"n":2}\nbk 2\nsk l 1 r\n').batches).toEqual(
      new Map([["l", ['{"n":1}']], ["r", ['{"n":2}']]]),
    );
  });

  it("ignores a tail that is cut anywhere", () => {
    fc.assert(fc.property(fc.nat(LOG.length), (length) => {
      const whole = LOG.slice(0, length).split("\n").slice(0, -1).map((line) => `${line}\n`).join("");
      expect(readLog(LOG.slice(0, length))).toEqual(readLog(whole));
    }));
  });

  it.each(["\0\0\0\0\n", "e{broken\n", "x1\n", "bk 99\n", "bk\n", "aunknown\n", "d extra\n", "sk a 1 b\n"])(
    "ends at a record that makes no sense: %j",
    (bad) => expect(readLog(`e{"n":1}\n${bad}e{"n":2}\n`).queue).toEqual(['{"n":1}']),
  );

  it("reads what writeLog() writes", () => {
    const batches = [{ key: "a", events: ['{"n":1}', '{"n":2}'] }, { key: "b", events: ['{"n":3}'] }];
    expect([...readLog(writeLog(batches)).batches]).toEqual(batches.map(({ key, events }) => [key, events]));
  });
});
