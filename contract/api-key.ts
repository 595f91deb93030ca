import { RESIDENCIES, type Residency } from "./tenant.ts";

const RANDOM_LENGTH = 32;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const KEY_PATTERN = new RegExp(`^fg_(${RESIDENCIES.join("|")})_[A-Za-z0-9]{${RANDOM_LENGTH}}$`);

/** Whether a text has the form `fg_<residency>_<32 letters or digits>`. */
export function isApiKey(text: string): boolean {
  return KEY_PATTERN.test(text);
}

/** A new key with 190 bits of randomness. It is shown once; only {@link hashApiKey} of it is kept. */
export function mintApiKey(residency: Residency): string {
  let random = "";
  while (random.length < RANDOM_LENGTH) {
    for (const byte of crypto.getRandomValues(new Uint8Array(RANDOM_LENGTH))) {
      // Bytes past the last whole multiple of 62 would make some letters likelier.
      if (byte < ALPHABET.length * 4 && random.length < RANDOM_LENGTH) random += ALPHABET[byte % ALPHABET.length];
    }
  }
  return `fg_${residency}_${random}`;
}

/** The part of a key that may be shown in lists: `fg_eu_7Qm2…`. */
export function apiKeyPrefix(key: string): string {
  return key.slice(0, key.lastIndexOf("_") + 5);
}

/** SHA-256 of a key, lower-case hex. */
export async function hashApiKey(key: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The key that a request carries as `Authorization: Bearer` or `X-API-Key`; it need not have the form of one. */
export function readApiKey(headers: Headers): string | undefined {
  // Some exporters send what stands in OTEL_EXPORTER_OTLP_HEADERS as it is, percent-encoded.
  const bearer = /^Bearer(?:\s+|%20)(\S+)\s*$/i.exec(headers.get("authorization") ?? "")?.[1];
  const key = bearer ?? headers.get("x-api-key")?.trim();
  return key === undefined || key === "" ? undefined : key;
}
