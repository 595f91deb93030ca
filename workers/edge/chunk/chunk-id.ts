import { createHash } from "node:crypto";

/**
 * The id of a chunk: the same events, sent again by the same organisation, make the same id. An `Idempotency-Key` is mixed in
 * beside the event ids, not put in their place, so that a key reused for other events loses none of them.
 * @param ids of the events, each behind a zero
 */
export function chunkId(
  orgId: string,
  count: number,
  ids: string | Uint8Array,
  idempotencyKey: string | undefined,
): string {
  const hash = createHash("sha256").update(`${orgId}\u0000${idempotencyKey ?? ""}\u0000${count}`).update(ids);
  return hash.digest().subarray(0, 16).toString("hex");
}
