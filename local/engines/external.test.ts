import { describe, expect, it } from "vitest";
import { chooseProxyTarget, describeExternalClickHouse, describeExternalPostgres } from "./external.ts";

describe("describeExternalClickHouse()", () => {
  it("answers nothing without CLICKHOUSE_URL", () => {
    expect(describeExternalClickHouse({})).toBeUndefined();
  });

  it("takes the login out of the URL and uses it where no other is given", () => {
    const facts = describeExternalClickHouse({
      CLICKHOUSE_URL: "https://ada:p%40ss@db.example.com:8443",
      CLICKHOUSE_READ_EU_USER: "reader",
      CLICKHOUSE_READ_EU_PASSWORD: "secret",
    });
    expect(facts?.url).toBe("https://db.example.com:8443");
    expect(facts?.ingest.us).toEqual({ username: "ada", password: "p@ss" });
    expect(facts?.read.eu).toEqual({ username: "reader", password: "secret" });
  });
});

describe("describeExternalPostgres()", () => {
  it("asks for the other logins by name", () => {
    expect(() => describeExternalPostgres({ DATABASE_URL: "postgres://o@h/d" })).toThrow(/DATABASE_APP_URL/);
  });
});

describe("chooseProxyTarget()", () => {
  it("leads to a plain Postgres, and lets Neon speak for itself", () => {
    expect(chooseProxyTarget("postgres://o:p@localhost/d")).toEqual({ host: "localhost", port: 5432 });
    expect(chooseProxyTarget("postgres://o:p@ep-x.eu-central-1.aws.neon.tech/d")).toBeUndefined();
  });
});
