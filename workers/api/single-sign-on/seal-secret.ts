import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { keyRing, type SecretSettings } from "../auth/key-ring.ts";

/** Encrypts a client secret under the present key; what comes out names the key. */
export async function sealSecret(config: SecretSettings, secret: string): Promise<string> {
  return await symmetricEncrypt({ key: keyRing(config), data: secret });
}

/** What {@link sealSecret} encrypted, under the present key or the one before. Throws where it was another. */
export async function openSecret(config: SecretSettings, sealed: string): Promise<string> {
  return await symmetricDecrypt({ key: keyRing(config), data: sealed });
}
