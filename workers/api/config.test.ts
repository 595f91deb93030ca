import { describe, expect, it } from "vitest";
import { readConfig } from "./config.ts";

const env = {
  PUBLIC_URL: "http://localhost:4321/",
  INGEST_URL: "http://localhost:8787",
  VERSION: "0.1.0",
  ENVIRONMENT: "local",
  JURISDICTIONS: "off",
  SIGN_UP: "closed",
  MAIL_URL: "outbox",
  DNS_RESOLVER: "local",
  LOOPBACK_PROVIDERS: "allowed",
  MAIL_FROM: "Fleetglass <no-reply@example.com>",
  DATABASE_URL: "postgres://app:secret@localhost/db",
  AUTH_DATABASE_URL: "postgres://auth:secret@localhost/db",
  AUTH_SECRET: "0123456789abcdef0123456789abcdef",
  CLICKHOUSE_US_URL: "http://localhost:8123",
  CLICKHOUSE_US_DATABASE: "fleetglass_us",
  CLICKHOUSE_US_USER: "read_us",
  CLICKHOUSE_US_PASSWORD: "secret",
  CLICKHOUSE_EU_URL: "http://localhost:8123",
  CLICKHOUSE_EU_DATABASE: "fleetglass_eu",
  CLICKHOUSE_EU_USER: "read_eu",
  CLICKHOUSE_EU_PASSWORD: "secret",
};

describe("readConfig()", () => {
  it("keeps each region's credentials apart", () => {
    const { clickhouse } = readConfig(env);
    expect(clickhouse.us.user).toBe("read_us");
    expect(clickhouse.eu.database).toBe("fleetglass_eu");
  });

  it("reduces PUBLIC_URL to its origin", () => {
    expect(readConfig(env).publicUrl).toBe("http://localhost:4321");
  });

  it("trusts a machine of one's own by both of its names, and others by one", () => {
    expect(readConfig(env).trustedOrigins).toEqual(["http://localhost:4321", "http://127.0.0.1:4321"]);
    const deployed = { ...env, PUBLIC_URL: "https://app.example.com" };
    expect(readConfig(deployed).trustedOrigins).toEqual(["https://app.example.com"]);
  });

  it("keeps no messages for everybody to read in production", () => {
    expect(readConfig(env).mail).toBe("outbox");
    expect(() => readConfig({ ...env, ENVIRONMENT: "production" })).toThrow(/MAIL_URL/);
  });

  it("takes no developer's word for the DNS, and asks nobody on its own machine, in production", () => {
    const deployed = {
      ...env,
      ENVIRONMENT: "production",
      MAIL_URL: "",
      DNS_RESOLVER: "https://cloudflare-dns.com/dns-query",
      LOOPBACK_PROVIDERS: "refused",
    };
    expect(readConfig(deployed)).toMatchObject({ loopbackProviders: false });
    expect(() => readConfig({ ...deployed, DNS_RESOLVER: "local" })).toThrow(/DNS_RESOLVER/);
    expect(() => readConfig({ ...deployed, LOOPBACK_PROVIDERS: "allowed" })).toThrow(/LOOPBACK_PROVIDERS/);
  });

  it("names every setting that is missing or wrong, and no value", () => {
    const broken = { ...env, DATABASE_URL: undefined, AUTH_SECRET: "too-short-secret" };
    expect(() => readConfig(broken)).toThrow(/DATABASE_URL.*AUTH_SECRET/);
    expect(() => readConfig(broken)).not.toThrow(/too-short-secret/);
  });
});
