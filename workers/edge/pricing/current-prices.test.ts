import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { PublishedPrices } from "../../../contract/prices/published-prices.ts";
import type { PriceSources } from "./current-prices.ts";

const NOW = Date.parse("2026-11-21T10:00:00Z");
const MINUTE = 60_000;

const published = (input: number, read_at = NOW): PublishedPrices => ({
  revision: `r${input}`,
  read_at,
  sheets: [{ rows: [{ models: ["gpt-5"], rates: [input, 1] }] }],
});

/** KV, the directory behind it, and what was left for later. */
function sources(stored: () => PublishedPrices | null, answer: () => PublishedPrices | null) {
  const later: Promise<unknown>[] = [];
  const kv = { get: vi.fn(() => Promise.resolve(stored())) };
  const publishPrices = vi.fn(() => Promise.resolve().then(answer));
  const made = { kv, api: { publishPrices }, waitUntil: (work: Promise<unknown>) => void later.push(work) };
  return { sources: made as unknown as PriceSources, kv, publishPrices, settle: () => Promise.all(later) };
}

/** The isolate's prices from the start: they are kept in the module. */
let currentPrices: typeof import("./current-prices.ts").currentPrices;
beforeEach(async () => {
  vi.resetModules();
  ({ currentPrices } = await import("./current-prices.ts"));
});
// Other files' isolates start with the list.
afterAll(() => vi.resetModules());

async function inputPrice(from: PriceSources, at = NOW, overrides = []): Promise<number> {
  const book = await currentPrices(overrides, from, at);
  return (book.find("gpt-5", NOW)?.input ?? 0) / 1e6;
}

describe("the prices that the edge goes by", () => {
  it("are those of KV, which is read once a minute", async () => {
    let input = 7;
    const { sources: from, kv, publishPrices, settle } = sources(() => published(input), () => null);
    expect(await inputPrice(from)).toBe(7);
    input = 8;
    expect(await inputPrice(from, NOW + MINUTE)).toBe(7);
    expect(kv.get).toHaveBeenCalledTimes(1);
    expect(await inputPrice(from, NOW + MINUTE + 1)).toBe(7);
    await settle();
    expect(await inputPrice(from, NOW + MINUTE + 2)).toBe(8);
    expect(publishPrices).not.toHaveBeenCalled();
  });

  it("are those that it was built with where nobody answers", async () => {
    const { sources: from, settle } = sources(
      () => {
        throw new Error("KV is away");
      },
      () => null,
    );
    expect(await inputPrice(from)).toBe(1.25);
    await settle();
    expect(await inputPrice(from)).toBe(1.25);
  });

  it("come from the database where KV has none, or an old table", async () => {
    for (const stored of [null, published(7, NOW - 6 * MINUTE)]) {
      vi.resetModules();
      ({ currentPrices } = await import("./current-prices.ts"));
      const { sources: from, settle } = sources(() => stored, () => published(9));
      expect(await inputPrice(from)).toBe(stored === null ? 1.25 : 7);
      await settle();
      expect(await inputPrice(from)).toBe(9);
    }
  });
});
