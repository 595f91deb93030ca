import { createHash } from "node:crypto";

/**
 * The id of a chunk: the same events, sent again by the same organisation, make the same id. An `Idempotency-Key` is mixed in
 * beside the event ids, not put in their place, so that a key reused for other events loses none of them.
 */
export function chunkId(orgId: string, eventIds: Iterable<string>, idempotencyKey: string | undefined): string {
  const hash = createHash("sha256").update(orgId).update("\u0000").update(idempotencyKey ?? "");
  for (const id of eventIds) hash.update("\u0000").update(id);
  return hash.digest("hex").slice(0, 32);
}
