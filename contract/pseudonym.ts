/**
 * E-mail addresses in a text, also with the `@` of a URL. The last part of the host has letters only, so that `name@1.2.3` of a
 * package is none; `git@host` names a machine's account and no person.
 */
const EMAIL =
  /(?<![\p{L}\p{N}._%+-])(?!git@)[\p{L}\p{N}._%+'-]{1,128}?(?:@|%40)(?:[\p{L}\p{N}-]{1,63}\.)+(?:xn--[\da-z-]{1,59}|\p{L}{2,63})/giu;

/** Whether a text may hold an address: cheaper than looking for one. */
export function mayHoldEmail(text: string): boolean {
  return text.includes("@") || text.includes("%40");
}

/** The addresses in a text, as they are written there. */
export function findEmails(text: string): string[] {
  return text.match(EMAIL) ?? [];
}

/** A text with every address in it replaced by what `pseudonym` says. */
export function replaceEmails(text: string, pseudonym: (email: string) => string): string {
  return text.replace(EMAIL, pseudonym);
}

/** Reads an organisation's secret (64 hex digits) as a key for {@link pseudonymOf}. */
export async function pseudonymKey(secret: string): Promise<CryptoKey> {
  const bytes = Uint8Array.from(secret.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  return await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
}

const HEX_DIGITS = 24;

/**
 * The name that stands for an address in an organisation's data: the same for the same person however the address is written,
 * and not to be turned back without the organisation's secret. `person_` and 96 bits in hex.
 */
export async function pseudonymOf(key: CryptoKey, email: string): Promise<string> {
  const plain = email.replace(/%40/i, "@").normalize("NFC").toLowerCase();
  const mac = new Uint8Array(await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(plain)));
  return `person_${Array.from(mac, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, HEX_DIGITS)}`;
}
