/** The part of a bucket that is swept. */
export type SweepableBucket = Pick<R2Bucket, "list" | "delete">;

/** What a page of a sweep did. */
export interface SweptPage {
  removed: number;
  bytes: number;
  /** Where the next page begins; `null` when nothing is left. */
  after: string | null;
}

/** What R2 lists, and what it removes, at a time. */
const PAGE = 1_000;

/**
 * Removes objects of a page under a prefix. `judge` says of an object whether it goes, stays, or whether nothing after it
 * in the order of keys has to be looked at.
 */
export async function sweepPage(
  bucket: SweepableBucket,
  prefix: string,
  after: string | null,
  judge: (object: { key: string; uploaded: Date }) => "remove" | "keep" | "end",
): Promise<SweptPage> {
  const page = await bucket.list({ prefix, limit: PAGE, ...(after === null ? {} : { startAfter: after }) });
  const going: R2Object[] = [];
  let hasEnded = false;
  for (const object of page.objects) {
    const verdict = judge(object);
    if (verdict === "remove") going.push(object);
    hasEnded = verdict === "end";
    if (hasEnded) break;
  }
  if (going.length > 0) await bucket.delete(going.map(({ key }) => key));
  const isDone = hasEnded || !page.truncated;
  return {
    removed: going.length,
    bytes: going.reduce((sum, { size }) => sum + size, 0),
    after: isDone ? null : page.objects.at(-1)?.key ?? null,
  };
}
