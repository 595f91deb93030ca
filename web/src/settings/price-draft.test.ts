import { describe, expect, it } from "vitest";
import { draftOf, isRate, readDraft } from "./price-draft.ts";

const NOW = Date.parse("2026-11-20T13:32:00Z");

describe("readDraft()", () => {
  it("says the price in the organisation's time zone, without the rates that were left out", () => {
    const draft = { ...draftOf(null, NOW, "Europe/Berlin"), model: "own-model*", input: "1.25", output: "10" };
    expect(draft.validFrom).toBe("2026-11-20T14:32");
    expect(readDraft(draft, null, "Europe/Berlin")).toEqual({
      model: "own-model*",
      valid_from: "2026-11-20T13:32:00.000Z",
      input: 1.25,
      output: 10,
    });
  });

  it("keeps what a price says about long prompts when its rates change", () => {
    const price = {
      id: "p1",
      model: "m",
      valid_from: "2026-11-01T00:00:00.000Z",
      updated_at: "2026-11-01T00:00:00.000Z",
      input: 1,
      output: 2,
      cache_read: 0.1,
      long_context: [{ above: 200_000, input: 2, output: 4 }],
    };
    const draft = { ...draftOf(price, NOW, "UTC"), output: "3" };
    expect(readDraft(draft, price, "UTC")).toEqual({
      model: "m",
      valid_from: "2026-11-01T00:00:00.000Z",
      input: 1,
      output: 3,
      cache_read: 0.1,
      long_context: price.long_context,
    });
  });

  it("is nothing while a rate is missing or no amount", () => {
    const draft = { ...draftOf(null, NOW, "UTC"), model: "m", input: "1", output: "" };
    expect(readDraft(draft, null, "UTC")).toBeUndefined();
    expect([isRate("output", "-1"), isRate("output", "1.1234567"), isRate("reasoning", "")]).toEqual([
      false,
      false,
      true,
    ]);
  });
});
