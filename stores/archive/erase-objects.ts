import { type ErasedRows, eraseFromMessage, eraseRows } from "./erase-rows.ts";
import { listObjects } from "./list-objects.ts";

/** What a page of an erasure did. */
export interface ErasedPage {
  /** Objects that were written anew or removed. */
  objects: number;
  rows: number;
  /** Digests of events that went, and of which earlier versions do not say whose they are. */
  unsigned: string[];
  /** Where the next page begins; `null` when nothing is left. */
  after: string | null;
}

/** What became of an object. */
interface ErasedObject {
  rows: number;
  unsigned: string[];
}

const UNTOUCHED: ErasedObject = { rows: 0, unsigned: [] };

type Bucket = Pick<R2Bucket, "list" | "get" | "put" | "delete">;

/** Rewrites objects of the raw log without somebody's rows; objects without them stay as they are. */
export async function eraseFromRawLog(
  bucket: Bucket,
  { region, after, limit }: { region: string; after: string | null; limit: number },
  person: ErasedRows,
): Promise<ErasedPage> {
  return await eachObject(bucket, { prefix: `raw/${region}/`, after, limit }, async (object) => {
    const bytes = new Uint8Array(await object.arrayBuffer());
    const lengths = object.customMetadata?.["lengths"]?.split(",").map(Number) ?? [bytes.length];
    let at = 0;
    const done: ErasedObject = { rows: 0, unsigned: [] };
    const members: Uint8Array<ArrayBuffer>[] = [];
    for (const length of lengths) {
      const member = bytes.subarray(at, at += length);
      const kept = await eraseRows(member, person);
      done.rows += kept?.erased ?? 0;
      done.unsigned.push(...kept?.unsigned ?? []);
      members.push(kept?.rows ?? member);
    }
    if (done.rows === 0) return UNTOUCHED;
    const customMetadata = { ...object.customMetadata, lengths: members.map(({ length }) => length).join(",") };
    await bucket.put(object.key, new Blob(members), {
      ...(object.httpMetadata === undefined ? {} : { httpMetadata: object.httpMetadata }),
      customMetadata,
    });
    return done;
  });
}

/** Rewrites an organisation's parked messages without somebody's rows; what holds nothing else is removed. */
export async function eraseFromDeadLetters(
  bucket: Bucket,
  { region, after, limit }: { region: string; after: string | null; limit: number },
  person: ErasedRows,
): Promise<ErasedPage> {
  const prefix = `dead-letters/${region}/${person.orgId}/`;
  return await eachObject(bucket, { prefix, after, limit }, async (object) => {
    const kept = await eraseFromMessage(new Uint8Array(await object.arrayBuffer()), person).catch(() => "unreadable");
    if (kept === undefined) return UNTOUCHED;
    // What cannot be read cannot be shown to hold nothing of theirs, and could not be replayed either.
    if (typeof kept === "string") await bucket.delete(object.key);
    else {
      const { customMetadata = {} } = object;
      await bucket.put(object.key, kept, { customMetadata });
    }
    return { rows: 1, unsigned: [] };
  });
}

async function eachObject(
  bucket: Bucket,
  page: { prefix: string; after: string | null; limit: number },
  erase: (object: R2ObjectBody) => Promise<ErasedObject>,
): Promise<ErasedPage> {
  const { objects, hasMore } = await listObjects(bucket, page);
  const done: ErasedPage = { objects: 0, rows: 0, unsigned: [], after: hasMore ? objects.at(-1)?.key ?? null : null };
  for (const { key } of objects) {
    const object = await bucket.get(key);
    // Retention was faster.
    if (object === null) continue;
    const { rows, unsigned } = await erase(object);
    if (rows === 0) continue;
    done.objects += 1;
    done.rows += rows;
    done.unsigned.push(...unsigned);
  }
  return done;
}
