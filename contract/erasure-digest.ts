const DIGEST_LENGTH = 32;

/**
 * What is kept of somebody who was erased: enough to recognise their events when some still come, and to nobody their name.
 * 128 bits of a SHA-256 over organisation and id, lower-case hex; an address is the same in large and small letters.
 * ClickHouse computes the same; see erase-events.ts.
 */
export async function erasureDigest(orgId: string, userId: string): Promise<string> {
  const bytes = new TextEncoder().encode(`erased:${orgId}:${sameName(userId)}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, DIGEST_LENGTH);
}

/** Only ASCII letters, as ClickHouse's `lower` has it. */
function sameName(userId: string): string {
  return userId.includes("@") ? userId.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : userId;
}

/** The ids among some that belong to erased people. */
export async function findErased(
  orgId: string,
  userIds: Iterable<string>,
  digests: ReadonlySet<string>,
): Promise<Set<string>> {
  const erased = new Set<string>();
  for (const userId of new Set(userIds)) {
    if (digests.has(await erasureDigest(orgId, userId))) erased.add(userId);
  }
  return erased;
}
