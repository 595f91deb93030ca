import { beforeAll, describe, expect, it } from "vitest";
import { findEmails, pseudonymKey, pseudonymOf, replaceEmails } from "./pseudonym.ts";

let [key, other] = [{} as CryptoKey, {} as CryptoKey];
beforeAll(async () => {
  key = await pseudonymKey("ab".repeat(32));
  other = await pseudonymKey("cd".repeat(32));
});

describe("a pseudonym", () => {
  it("is the same for a person however the address is written, and another in another organisation", async () => {
    const name = await pseudonymOf(key, "ana@example.com");
    expect(name).toMatch(/^person_[0-9a-f]{24}$/);
    expect(await pseudonymOf(key, "Ana@Example.COM")).toBe(name);
    expect(await pseudonymOf(key, "ana%40example.com")).toBe(name);
    expect(await pseudonymOf(key, "ben@example.com")).not.toBe(name);
    expect(await pseudonymOf(other, "ana@example.com")).not.toBe(name);
  });
});

describe("e-mail addresses", () => {
  it.each([
    ["mail ana.b+x@mail.example.co.uk, now", ["ana.b+x@mail.example.co.uk"]],
    ["<ana@example.com>,<ben@example.com>", ["ana@example.com", "ben@example.com"]],
    ["https://x.dev/?u=ana%40example.com&v=1", ["ana%40example.com"]],
    ["jörg@müller.example", ["jörg@müller.example"]],
    ["o'neil@example.com", ["o'neil@example.com"]],
    ["ana@xn--mller-kva.xn--p1ai", ["ana@xn--mller-kva.xn--p1ai"]],
    ["git@github.com:acme/app.git", []],
    ["react@18.2.0 and @scope/pkg", []],
    ["a@b", []],
    ["@".repeat(1_000), []],
  ])("are found in %j", (text, emails) => {
    expect(findEmails(text)).toEqual(emails);
  });

  it("are replaced wherever they stand, quickly also in a long text without one", () => {
    expect(replaceEmails("from ana@example.com to ben@example.com", () => "X")).toBe("from X to X");
    const started = performance.now();
    expect(replaceEmails(`${"a.".repeat(50_000)}@`, () => "X")).toHaveLength(100_001);
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
