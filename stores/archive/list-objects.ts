/** The part of a bucket that is listed. */
export type ListableBucket = Pick<R2Bucket, "list">;

/** A page of a listing, in the order of keys. */
export interface ObjectPage {
  objects: R2Object[];
  /** Whether there are more behind the last one. */
  hasMore: boolean;
}

/** Objects under a prefix whose keys come after one, with their metadata. A bucket may answer fewer than asked for. */
export async function listObjects(
  bucket: ListableBucket,
  { prefix, after, limit }: { prefix: string; after: string | null; limit: number },
): Promise<ObjectPage> {
  const options = { prefix, limit, include: ["customMetadata" as const] };
  let page = await bucket.list(after === null ? options : { ...options, startAfter: after });
  while (page.objects.length === 0 && page.truncated) page = await bucket.list({ ...options, cursor: page.cursor });
  return { objects: page.objects, hasMore: page.truncated };
}
