/** Kinds of things that have an id, and what their ids begin with. */
export type IdPrefix =
  | "org"
  | "usr"
  | "acc"
  | "ses"
  | "ver"
  | "mem"
  | "inv"
  | "team"
  | "rol"
  | "era"
  | "con"
  | "2fa"
  | "psk"
  | "sso"
  | "try"
  | "key"
  | "aud"
  | "exp"
  | "prc"
  | "view";

// Thirty-two letters, so that five bits of a random byte are one letter; without i, l, o, u, which are misread.
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const LENGTH = 24;

/** A new id with 120 bits of randomness, e.g. `org_7f3k…`. */
export function mintId(prefix: IdPrefix): string {
  const random = Array.from(crypto.getRandomValues(new Uint8Array(LENGTH)), (byte) => ALPHABET[byte & 31]);
  return `${prefix}_${random.join("")}`;
}
