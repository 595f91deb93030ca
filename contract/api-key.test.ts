import { describe, expect, it } from "vitest";
import { apiKeyPrefix, hashApiKey, isApiKey, mintApiKey } from "./api-key.ts";
import { RESIDENCIES } from "./tenant.ts";

describe("mintApiKey()", () => {
  it.each(RESIDENCIES)("makes a well-formed key of residency %s, never the same twice", (residency) => {
    const keys = Array.from({ length: 200 }, () => mintApiKey(residency));
    expect(keys.every(isApiKey)).toBe(true);
    expect(new Set(keys).size).toBe(200);
    expect(keys[0]?.startsWith(`fg_${residency}_`)).toBe(true);
  });
});

describe("isApiKey()", () => {
  it.each([
    "",
    "fg_eu_short",
    "fg_cn_".padEnd(38, "a"),
    `${mintApiKey("eu")} `,
    mintApiKey("eu").replace("fg_", "sk_"),
  ])(
    "refuses %j",
    (text) => expect(isApiKey(text)).toBe(false),
  );
});

describe("apiKeyPrefix()", () => {
  it("shows the region and four letters of the random part", () => {
    expect(apiKeyPrefix("fg_eu_7Qm2vX9sKd41TtZpYw0cLr7Qm2vX9sKd")).toBe("fg_eu_7Qm2");
  });
});

describe("hashApiKey()", () => {
  it("is SHA-256 in lower-case hex", async () => {
    expect(await hashApiKey("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });
});
