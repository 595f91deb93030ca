import { z } from "zod";
import type { Region } from "../../contract/tenant.ts";

/** A closed day of one organisation's events. */
export interface ArchiveDay {
  region: Region;
  orgId: string;
  /** `2026-11-20`, UTC. */
  day: string;
}

const Part = z.object({
  key: z.string(),
  rows: z.number().int(),
  /** Sum of the rows' hashes modulo 2^64, as text. */
  checksum: z.string(),
  bytes: z.number().int(),
});
/** A Parquet file of an archived day. */
export type ArchivePart = z.infer<typeof Part>;

const Manifest = z.object({
  version: z.literal(1),
  org_id: z.string(),
  day: z.string(),
  rows: z.number().int(),
  checksum: z.string(),
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  parts: z.array(Part),
  archived_at: z.string(),
  /** Files of the version before, which may still have to be removed. */
  replaces: z.array(z.string()),
});
/** What an archived day consists of: the only files that count are those it lists. */
export type ArchiveManifest = z.infer<typeof Manifest>;

/** A manifest as it lies in the bucket. */
export interface StoredManifest {
  manifest: ArchiveManifest;
  etag: string;
}

/** The part of a bucket that holds archived days. */
export type ArchiveBucket = Pick<R2Bucket, "get" | "put" | "list" | "delete" | "createMultipartUpload">;

/** A file of an attempt that was never finished is removed once it is older than any attempt can be. */
const STRAY_MS = 24 * 3_600_000;

/** What the keys of an organisation's archived days begin with. */
export function archivePrefixOf(region: Region, orgId: string): string {
  return `archive/${region}/org_id=${orgId}/`;
}

/** What the keys of a day's files begin with. */
export function dayPrefix({ region, orgId, day }: ArchiveDay): string {
  const [year, month, date] = day.split("-");
  return `${archivePrefixOf(region, orgId)}year=${year}/month=${month}/day=${date}/`;
}

/** The key of a day's file. `attempt` keeps what one attempt writes apart from what another has written. */
export function partKey(day: ArchiveDay, { index, count, attempt }: { index: number; count: number; attempt: string }) {
  return `${dayPrefix(day)}part-${index + 1}-of-${count}-${attempt}.parquet`;
}

/** A day's manifest; `null` where the day was never archived. */
export async function readManifest(bucket: Pick<R2Bucket, "get">, day: ArchiveDay): Promise<StoredManifest | null> {
  const object = await bucket.get(manifestKey(day));
  return object === null ? null : { manifest: Manifest.parse(await object.json()), etag: object.etag };
}

/**
 * Makes a new version of a day the one that counts, and removes the files of the version before. Done again it removes what
 * the first time left. Answers false, with nothing changed, where the manifest is not the one with `previousEtag` any more.
 */
export async function commitDay(
  bucket: ArchiveBucket,
  day: ArchiveDay,
  version: Omit<ArchiveManifest, "replaces">,
  previousEtag: string | null,
): Promise<boolean> {
  const current = await readManifest(bucket, day);
  if (current === null || !hasSameFiles(current.manifest, version)) {
    if ((current?.etag ?? null) !== previousEtag) return false;
    const manifest: ArchiveManifest = { ...version, replaces: keysToRemove(current?.manifest, version) };
    // Conditional, so that of two runs at once the second sees what the first has done.
    const stored = await bucket.put(manifestKey(day), JSON.stringify(manifest), {
      onlyIf: previousEtag === null ? { etagDoesNotMatch: "*" } : { etagMatches: previousEtag },
      httpMetadata: { contentType: "application/json" },
    });
    if (stored === null) return false;
  }
  await tidyDay(bucket, day);
  return true;
}

/** Removes files of a day that do not count: those of earlier versions, and those that an attempt left behind. */
export async function tidyDay(bucket: ArchiveBucket, day: ArchiveDay): Promise<void> {
  const current = await readManifest(bucket, day);
  if (current === null) return;
  const { parts, replaces } = current.manifest;
  const counting = new Set(parts.map(({ key }) => key));
  const replaced = new Set(replaces);
  const { objects } = await bucket.list({ prefix: `${dayPrefix(day)}part-` });
  const isStray = (uploaded: Date) => uploaded.getTime() < Date.now() - STRAY_MS;
  const idle = objects.filter(({ key, uploaded }) => !counting.has(key) && (replaced.has(key) || isStray(uploaded)));
  if (idle.length > 0) await bucket.delete(idle.map(({ key }) => key));
}

/** Removes everything of a day, the manifest first: nothing counts that it does not list. */
export async function removeDay(bucket: ArchiveBucket, day: ArchiveDay): Promise<number> {
  await bucket.delete(manifestKey(day));
  const { objects } = await bucket.list({ prefix: dayPrefix(day) });
  if (objects.length > 0) await bucket.delete(objects.map(({ key }) => key));
  return objects.length;
}

/** Days of an organisation that have something in the archive, from after a key on, the earliest first. */
export async function listArchivedDays(
  bucket: Pick<R2Bucket, "list">,
  region: Region,
  orgId: string,
): Promise<ArchiveDay[]> {
  const prefix = archivePrefixOf(region, orgId);
  const days = new Set<string>();
  let cursor: string | undefined;
  do {
    const page = await bucket.list({ prefix, ...(cursor === undefined ? {} : { cursor }) });
    for (const { key } of page.objects) {
      const match = /year=(\d{4})\/month=(\d\d)\/day=(\d\d)\//.exec(key);
      if (match !== null) days.add(`${match[1]}-${match[2]}-${match[3]}`);
    }
    cursor = page.truncated ? page.cursor : undefined;
  } while (cursor !== undefined);
  return [...days].toSorted().map((day) => ({ region, orgId, day }));
}

function manifestKey(day: ArchiveDay): string {
  return `${dayPrefix(day)}manifest.json`;
}

function keysToRemove(previous: ArchiveManifest | undefined, next: Pick<ArchiveManifest, "parts">): string[] {
  if (previous === undefined) return [];
  const kept = new Set(next.parts.map(({ key }) => key));
  return [...previous.replaces, ...previous.parts.map(({ key }) => key)].filter((key) => !kept.has(key));
}

function hasSameFiles(a: Pick<ArchiveManifest, "parts">, b: Pick<ArchiveManifest, "parts">): boolean {
  const keys = ({ parts }: Pick<ArchiveManifest, "parts">) => parts.map(({ key }) => key).join("\n");
  return keys(a) === keys(b);
}
