import { gunzipSync } from "node:zlib";
import { decodeChunk, parseRows } from "../../contract/chunk.ts";
import { findErased } from "../../contract/erasure-digest.ts";
import type { ParkedEvents } from "../../contract/replay.ts";
import type { AcceptedEvent } from "../../contract/stored-event.ts";
import { listDeadLetters } from "./dead-letters.ts";
import type { ListableBucket } from "./list-objects.ts";

/** Whose events in parked messages. `digests` as an erasure has them: an address is the same in large and small letters. */
export interface ParkedPage {
  region: string;
  orgId: string;
  digests: ReadonlySet<string>;
  after: string | null;
  /** Messages looked at. */
  limit: number;
}

/** Events of people among an organisation's parked messages, a page of those. What cannot be read is left out. */
export async function findParkedEvents(
  bucket: ListableBucket & Pick<R2Bucket, "get">,
  { region, orgId, digests, after, limit }: ParkedPage,
): Promise<ParkedEvents> {
  const { letters, hasMore } = await listDeadLetters(bucket, { region, orgId, after, limit });
  const events: AcceptedEvent[] = [];
  for (const { key } of letters) {
    const object = await bucket.get(key);
    const rows = object === null ? [] : readRows(new Uint8Array(await object.arrayBuffer()));
    const people = await findErased(orgId, rows.map(({ user_id }) => user_id), digests);
    events.push(...rows.filter(({ user_id }) => people.has(user_id)));
  }
  return { events, after: hasMore ? letters.at(-1)?.key ?? null : null };
}

function readRows(message: Uint8Array): AcceptedEvent[] {
  try {
    return parseRows(gunzipSync(decodeChunk(message).rows).toString("utf8")) as AcceptedEvent[];
  } catch {
    return [];
  }
}
