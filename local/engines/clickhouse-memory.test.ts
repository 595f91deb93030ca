import { describe, expect, it } from "vitest";
import { chooseMemory } from "./clickhouse-memory.ts";

const GIBIBYTE = 2 ** 30;

describe("chooseMemory()", () => {
  it("takes a quarter of the machine, within bounds", () => {
    expect(chooseMemory({}, 16 * GIBIBYTE).serverBytes).toBe(4 * GIBIBYTE);
    expect(chooseMemory({}, 2 * GIBIBYTE).serverBytes).toBe(GIBIBYTE);
    expect(chooseMemory({}, 256 * GIBIBYTE).serverBytes).toBe(8 * GIBIBYTE);
  });

  it("takes what the environment says, and gives one statement less than the server", () => {
    const { serverBytes, queryBytes, spillBytes } = chooseMemory({ FLEETGLASS_CLICKHOUSE_MEMORY_MB: "12288" });
    expect(serverBytes).toBe(12 * GIBIBYTE);
    expect(queryBytes).toBe(9 * GIBIBYTE);
    expect(spillBytes).toBeLessThan(queryBytes);
  });

  it.each(["lots", "1.5", "16", "-4096"])("refuses %j by its name", (text) => {
    expect(() => chooseMemory({ FLEETGLASS_CLICKHOUSE_MEMORY_MB: text })).toThrow(
      /FLEETGLASS_CLICKHOUSE_MEMORY_MB .*not/,
    );
  });
});
