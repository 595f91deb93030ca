import { gunzipSync, gzipSync } from "node:zlib";
import { versionId } from "../../contract/amendment.ts";
import { type Chunk, decodeChunk, encodeChunk, parseRows } from "../../contract/chunk.ts";
import { erasureDigest, findErased } from "../../contract/erasure-digest.ts";
import { encodeHashes, hashEventIds } from "../../contract/event-hash.ts";
import { type AcceptedEvent, UNKNOWN } from "../../contract/stored-event.ts";
import { summarize } from "../../contract/summarize.ts";

/** Whose rows are to go. */
export interface ErasedRows {
  orgId: string;
  digests: ReadonlySet<string>;
  /** Digests of events of theirs that also have rows which do not say whose they are. */
  unsigned?: ReadonlySet<string>;
}

/** A gzip member of rows without somebody's. */
export interface KeptRows {
  rows: Uint8Array<ArrayBuffer>;
  events: AcceptedEvent[];
  /** How many rows went. */
  erased: number;
  /** Digests of events that went, and of which earlier versions do not say whose they are; an id may have a name in it. */
  unsigned: string[];
}

type StoredRow = AcceptedEvent & { org_id: string };

/** A gzip member of rows without somebody's; `undefined` where it holds none of theirs. */
export async function eraseRows(
  member: Uint8Array,
  { orgId, digests, unsigned }: ErasedRows,
): Promise<KeptRows | undefined> {
  const text = gunzipSync(member).toString("utf8");
  if (!text.includes(`"${orgId}"`)) return undefined;
  const rows = parseRows(text) as StoredRow[];
  const own = rows.filter((row) => row.org_id === orgId);
  const people = await findErased(orgId, own.map(({ user_id }) => user_id), digests);
  const nobodys = unsigned === undefined ? [] : own.filter(({ user_id }) => user_id === UNKNOWN);
  const versions = await findErased(orgId, nobodys.map(({ event_id }) => event_id), unsigned ?? new Set());
  const isTheirs = ({ user_id, event_id }: StoredRow) =>
    people.has(user_id) || (user_id === UNKNOWN && versions.has(event_id));
  const erased = new Set(own.filter(isTheirs));
  if (erased.size === 0) return undefined;
  const events = rows.filter((row) => !erased.has(row));
  const kept = events.length === 0 ? "" : `${JSON.stringify(events).slice(1, -1)}\n`;
  return {
    rows: new Uint8Array(gzipSync(kept)),
    events,
    erased: erased.size,
    unsigned: await Promise.all(
      [...erased].filter(({ amends }) => amends?.previous.user_id === UNKNOWN)
        .map(({ event_id }) => erasureDigest(orgId, event_id)),
    ),
  };
}

/**
 * A parked message without somebody's rows, with a header that says no more of them either.
 * @returns `undefined` where it holds none of theirs, `"nothing left"` where it holds nothing else
 */
export async function eraseFromMessage(
  bytes: Uint8Array,
  person: ErasedRows,
): Promise<Uint8Array<ArrayBuffer> | "nothing left" | undefined> {
  const { header, rows }: Chunk = decodeChunk(bytes);
  const kept = await eraseRows(rows, person);
  if (kept === undefined) return undefined;
  if (kept.events.length === 0) return "nothing left";
  const { events } = kept;
  const event_hashes = encodeHashes(hashEventIds(events.map(versionId)));
  const summary = summarize(events, header.received_at);
  return encodeChunk({ header: { ...header, count: events.length, event_hashes, ...summary }, rows: kept.rows });
}
