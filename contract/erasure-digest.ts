const DIGEST_LENGTH = 32;

/**
 * What is kept of somebody who was erased: enough to recognise their events when some still come, and to nobody their name.
 * 128 bits of a SHA-256 over organisation and id, lower-case hex. ClickHouse computes the same; see erase-events.ts.
 */
export async function erasureDigest(orgId: string, userId: string): Promise<string> {
  const bytes = new TextEncoder().encode(`erased:${orgId}:${userId}`);
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, DIGEST_LENGTH);
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
