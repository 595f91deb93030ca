import { describe, expect, it } from "vitest";
import { chooseTargets, isLocal, readEnvironment } from "./choose-targets.ts";

const env = {
  DATABASE_URL: "postgres://o:p@db.example.com/fleetglass",
  CLICKHOUSE_URL: "https://ada:pw@us.example.com:8443",
  CLICKHOUSE_URL_EU: "https://ada:pw@eu.example.com:8443",
};

describe("readEnvironment() with chooseTargets()", () => {
  it("gives every region its own service", () => {
    const { clickhouse } = chooseTargets({ store: "all", region: "all" }, readEnvironment(env));
    expect(clickhouse?.us).toMatchObject({ url: "https://us.example.com:8443", database: "fleetglass_us" });
    expect(clickhouse?.eu).toMatchObject({ url: "https://eu.example.com:8443", database: "fleetglass_eu" });
  });

  it("leaves out what was not asked for", () => {
    const targets = chooseTargets({ store: "clickhouse", region: "eu" }, readEnvironment(env));
    expect(targets.postgresUrl).toBeUndefined();
    expect(Object.keys(targets.clickhouse ?? {})).toEqual(["eu"]);
  });

  it("names what is missing", () => {
    expect(() => chooseTargets({ store: "all", region: "all" }, readEnvironment({}))).toThrow(/DATABASE_URL/);
    expect(() => chooseTargets({ store: "clickhouse", region: "us" }, readEnvironment({}))).toThrow(
      /CLICKHOUSE_URL_US/,
    );
  });
});

describe("isLocal()", () => {
  it("is true only when every address is this machine", () => {
    expect(isLocal({ postgresUrl: "postgres://o:p@127.0.0.1:15432/x" })).toBe(true);
    expect(isLocal({ postgresUrl: env.DATABASE_URL })).toBe(false);
  });
});
