import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { describe, expect, it } from "vitest";
import { keyRing, secretVersions } from "./key-ring.ts";

const first = "the first secret of at least thirty-two letters";
const second = "the second secret of at least thirty-two letters";
const settings = (authSecret: string, authSecretPrevious?: string) => ({ authSecret, authSecretPrevious });

describe("keyRing()", () => {
  it("opens what was sealed under the secret before, and seals under the present one", async () => {
    const sealed = await symmetricEncrypt({ key: keyRing(settings(first)), data: "client secret" });
    const rotated = keyRing(settings(second, first));
    expect(await symmetricDecrypt({ key: rotated, data: sealed })).toBe("client secret");
    const anew = await symmetricEncrypt({ key: rotated, data: "client secret" });
    expect(await symmetricDecrypt({ key: keyRing(settings(second)), data: anew })).toBe("client secret");
    await expect(symmetricDecrypt({ key: keyRing(settings(second)), data: sealed })).rejects.toThrow(/not found/);
  });

  it("opens what names no version, before a rotation and during one", async () => {
    const bare = await symmetricEncrypt({ key: first, data: "authenticator" });
    for (const ring of [keyRing(settings(first)), keyRing(settings(second, first))]) {
      expect(await symmetricDecrypt({ key: ring, data: bare })).toBe("authenticator");
    }
  });

  it("takes the same secret twice as one", () => {
    expect(secretVersions(settings(first, first))).toHaveLength(1);
  });
});
