import { findEmails, mayHoldEmail, pseudonymKey, pseudonymOf, replaceEmails } from "../../../contract/pseudonym.ts";

/** Pseudonyms of one organisation that this isolate has made. */
interface Known {
  key: CryptoKey;
  names: Map<string, string>;
}

const MAX_ORGANIZATIONS = 1_000;
const MAX_NAMES = 20_000;
/** Deeper than anything that is kept. */
const MAX_DEPTH = 32;
const known = new Map<string, Known>();

/**
 * Values with every e-mail address in their texts and keys replaced by the organisation's pseudonym for it. Values without an
 * address come back as they are.
 * @param secret the organisation's, 64 hex digits
 */
export async function pseudonymise<T>(values: readonly T[], secret: string): Promise<T[]> {
  const emails = new Set<string>();
  for (const value of values) collectEmails(value, emails, 0);
  if (emails.size === 0) return [...values];
  const { key, names } = await knownOf(secret);
  if (names.size > MAX_NAMES) names.clear();
  for (const email of emails) {
    if (!names.has(email)) names.set(email, await pseudonymOf(key, email));
  }
  const nameOf = (email: string) => names.get(email) ?? "";
  return values.map((value) => replaceIn(value, nameOf, 0) as T);
}

async function knownOf(secret: string): Promise<Known> {
  const present = known.get(secret);
  if (present !== undefined) return present;
  const made = { key: await pseudonymKey(secret), names: new Map<string, string>() };
  if (known.size >= MAX_ORGANIZATIONS) known.clear();
  known.set(secret, made);
  return made;
}

function collectEmails(value: unknown, emails: Set<string>, depth: number): void {
  if (typeof value === "string") {
    if (!mayHoldEmail(value)) return;
    for (const email of findEmails(value)) emails.add(email);
  } else if (typeof value === "object" && value !== null && depth < MAX_DEPTH) {
    for (const [key, child] of Object.entries(value)) {
      if (!Array.isArray(value)) collectEmails(key, emails, depth);
      collectEmails(child, emails, depth + 1);
    }
  }
}

/** Too deep a value is cut off rather than passed on unread. */
function replaceIn(value: unknown, nameOf: (email: string) => string, depth: number): unknown {
  if (typeof value === "string") return mayHoldEmail(value) ? replaceEmails(value, nameOf) : value;
  if (typeof value !== "object" || value === null) return value;
  if (depth >= MAX_DEPTH) return null;
  if (Array.isArray(value)) return value.map((item) => replaceIn(item, nameOf, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map((
      [key, child],
    ) => [mayHoldEmail(key) ? replaceEmails(key, nameOf) : key, replaceIn(child, nameOf, depth + 1)]),
  );
}
