import { createHash } from "node:crypto";

/**
 * The id of a chunk: the same events, sent again by the same organisation, make the same id. An `Idempotency-Key` is mixed in
 * beside the event ids, not put in their place, so that a key reused for other events loses none of them.
 */
export function chunkId(orgId: string, eventIds: readonly string[], idempotencyKey: string | undefined): string {
  const said = [orgId, idempotencyKey ?? "", eventIds.length, ...eventIds].join("\u0000");
  return createHash("sha256").update(said).digest().subarray(0, 16).toString("hex");
}
