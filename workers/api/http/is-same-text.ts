import { createHash, timingSafeEqual } from "node:crypto";

/**
 * Whether a text that somebody gave is a secret one. Digests are compared, so that neither content nor length shows in the time
 * it takes. Seals are compared as they are written: several texts of base64 stand for the same bytes, and one of them was given out.
 */
export function isSameText(given: string, secret: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(given), digest(secret));
}
