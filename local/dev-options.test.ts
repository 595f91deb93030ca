import { describe, expect, it } from "vitest";
import { readDevOptions } from "./dev-options.ts";

describe("readDevOptions()", () => {
  it("has defaults for everything", () => {
    expect(readDevOptions([], {})).toMatchObject({
      ports: { edge: 8787, dashboard: 4321, clickhouse: 18123, postgres: 15432, neon: 15433 },
      dashboard: "built",
      hasHistory: true,
    });
  });

  it("takes the command line before the environment", () => {
    const { ports } = readDevOptions(["--edge-port", "9001"], {
      FLEETGLASS_EDGE_PORT: "9002",
      FLEETGLASS_NEON_PORT: "9003",
    });
    expect(ports).toMatchObject({ edge: 9001, neon: 9003 });
  });

  it("takes --fleet with a rate and without", () => {
    expect(readDevOptions(["--fleet", "500"], {}).fleetRate).toBe(500);
    expect(readDevOptions(["--fleet", "--no-history"], {})).toMatchObject({ fleetRate: 20, hasHistory: false });
    expect(readDevOptions([], {}).fleetRate).toBeUndefined();
  });

  it("leaves the pause of an erasure to the jobs' configuration unless it is given", () => {
    expect(readDevOptions([], {}).erasurePauseSeconds).toBeUndefined();
    expect(readDevOptions(["--erasure-pause", "2"], {}).erasurePauseSeconds).toBe(2);
    expect(() => readDevOptions(["--erasure-pause", "0"], {})).toThrow(/erasure-pause/);
  });

  it("leaves what edges remember of keys to the api's configuration unless it is given", () => {
    expect(readDevOptions([], {}).keyVerdictSeconds).toBeUndefined();
    expect(readDevOptions(["--key-verdict", "3"], {}).keyVerdictSeconds).toBe(3);
    expect(() => readDevOptions(["--key-verdict", "60"], {})).toThrow(/key-verdict/);
  });

  it("names what it cannot use", () => {
    expect(() => readDevOptions(["--edge-port", "http"], {})).toThrow(/edge-port/);
    expect(() => readDevOptions(["--dashboard", "fast"], {})).toThrow(/dashboard/);
    expect(() => readDevOptions(["--colour"], {})).toThrow(/colour/);
  });

  it("leaves the dashboard out", () => {
    expect(readDevOptions(["--no-dashboard"], {}).dashboard).toBe("none");
  });
});
