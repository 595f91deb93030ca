import { describe, expect, it } from "vitest";
import type { EventReader } from "../event-reader.ts";
import type { EventScope } from "../tenant-query.ts";
import { DAY_MS } from "./coverage.ts";
import { readCoverage } from "./read-coverage.ts";

const DAY = Date.parse("2026-11-20T00:00:00Z");
const scopeOf = (orgId: string, from = DAY): EventScope => ({
  tenant: { orgId, region: "eu", sees: "everything" },
  range: { from, to: DAY + DAY_MS },
  filters: [],
});

/** A store without events, and how often it is asked. */
function countingReader(kept: Pick<EventReader, "ledgers">) {
  let asked = 0;
  const reader: EventReader = {
    ...kept,
    rows: () => {
      asked++;
      return Promise.resolve([]);
    },
    ping: () => Promise.resolve(),
  };
  const { signal } = new AbortController();
  return { read: (scope: EventScope) => readCoverage(reader, scope, [], signal), count: () => asked };
}

describe("readCoverage()", () => {
  it("asks once for all questions of a request, and apart for each organisation and period", async () => {
    const { read, count } = countingReader({ ledgers: new Map() });
    const [first, second] = await Promise.all([read(scopeOf("a")), read(scopeOf("a"))]);
    expect(second).toEqual(first);
    expect(first?.days).toEqual([{ from: DAY, to: DAY + DAY_MS }]);
    await read(scopeOf("a"));
    expect(count()).toBe(1);
    await read(scopeOf("b"));
    await read(scopeOf("a", DAY - DAY_MS));
    expect(count()).toBe(3);
  });

  it("asks each time with a reader that outlives requests", async () => {
    const { read, count } = countingReader({});
    await read(scopeOf("a"));
    await read(scopeOf("a"));
    expect(count()).toBe(2);
  });
});
