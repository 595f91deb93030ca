import { convertV4MiniflareOptions, Miniflare } from "miniflare";

/** Buckets of the local runtime, empty and for one test file. */
export interface RealBuckets {
  rawLog: R2Bucket;
  archive: R2Bucket;
  exports: R2Bucket;
  close(): Promise<void>;
}

/** Starts the runtime for its buckets alone. */
export async function openRealBuckets(): Promise<RealBuckets> {
  const runtime = new Miniflare(convertV4MiniflareOptions({
    modules: true,
    script: "export default { fetch: () => new Response() }",
    compatibilityDate: "2026-09-15",
    r2Buckets: ["RAW_LOG", "ARCHIVE", "EXPORTS"],
  }));
  // The runtime's types of its buckets are its own; they are the same in kind.
  const open = async (name: string) => await runtime.getR2Bucket(name) as unknown as R2Bucket;
  return {
    rawLog: await open("RAW_LOG"),
    archive: await open("ARCHIVE"),
    exports: await open("EXPORTS"),
    close: () => runtime.dispose(),
  };
}

/** Every object of a bucket, by key. */
export async function keysOf(bucket: R2Bucket): Promise<string[]> {
  const { objects } = await bucket.list();
  return objects.map(({ key }) => key);
}

/** Removes everything from a bucket. */
export async function emptyBucket(bucket: R2Bucket): Promise<void> {
  const keys = await keysOf(bucket);
  if (keys.length > 0) await bucket.delete(keys);
}
