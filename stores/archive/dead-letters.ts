import { DEAD_LETTER_CODES, type DeadLetterCode } from "../../contract/ingestion-warning.ts";
import { type ListableBucket, listObjects } from "./list-objects.ts";
import type { WritableBucket } from "./raw-log.ts";

/** What is known of a parked message beside its bytes; kept as the object's metadata. */
export interface DeadLetter {
  region: string;
  messageId: string;
  /** Epoch ms at which the queue took the message. */
  queuedAt: number;
  /** Epoch ms. */
  parkedAt: number;
  code: DeadLetterCode;
  reason: string;
  /** What its header says; missing when it cannot be read. */
  chunk?: { id: string; orgId: string; requestId: string; count: number };
}

/** A parked message in the bucket. */
export interface ParkedLetter extends DeadLetter {
  key: string;
  bytes: number;
}

const UNREADABLE = "unreadable";

/** The prefix of a region's parked messages, or of one organisation's. */
function prefixOf(region: string, orgId: string | undefined): string {
  return orgId === undefined ? `dead-letters/${region}/` : `dead-letters/${region}/${orgId}/`;
}

/**
 * Parks a message that cannot be stored, byte for byte, so that nothing is lost and it can be replayed. The key is the
 * message's: parked again by a redelivery it replaces itself, parked again after a replay it is another object, which the
 * replay's removal of the first cannot hit.
 * @returns the object's key
 */
export async function parkDeadLetter(bucket: WritableBucket, letter: DeadLetter, bytes: Uint8Array): Promise<string> {
  const { region, messageId, queuedAt, parkedAt, code, reason, chunk } = letter;
  const day = new Date(queuedAt).toISOString().slice(0, 10).replaceAll("-", "/");
  const key = `${prefixOf(region, chunk?.orgId ?? UNREADABLE)}${day}/${messageId}.chunk`;
  await bucket.put(key, bytes, {
    customMetadata: {
      message_id: messageId,
      queued_at: String(queuedAt),
      parked_at: String(parkedAt),
      code,
      reason: reason.slice(0, 500),
      ...(chunk === undefined ? {} : {
        chunk_id: chunk.id,
        org_id: chunk.orgId,
        request_id: chunk.requestId,
        count: String(chunk.count),
      }),
    },
  });
  return key;
}

/** Parked messages after a key, in the order of keys. */
export async function listDeadLetters(
  bucket: ListableBucket,
  { region, orgId, after, limit }: { region: string; orgId: string | undefined; after: string | null; limit: number },
): Promise<{ letters: ParkedLetter[]; hasMore: boolean }> {
  const page = await listObjects(bucket, { prefix: prefixOf(region, orgId), after, limit });
  return { letters: page.objects.map((object) => readLetter(region, object)), hasMore: page.hasMore };
}

function readLetter(region: string, { key, size, customMetadata = {} }: R2Object): ParkedLetter {
  const { message_id, queued_at, parked_at, code, reason, chunk_id, org_id, request_id, count } = customMetadata;
  return {
    key,
    bytes: size,
    region,
    messageId: message_id ?? "",
    queuedAt: Number(queued_at ?? 0),
    parkedAt: Number(parked_at ?? 0),
    code: DEAD_LETTER_CODES.find((known) => known === code) ?? "UNREADABLE",
    reason: reason ?? "",
    ...(chunk_id === undefined || org_id === undefined ? {} : {
      chunk: { id: chunk_id, orgId: org_id, requestId: request_id ?? "", count: Number(count ?? 0) },
    }),
  };
}
