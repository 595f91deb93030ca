/** A token bucket that may run into debt, so that a batch larger than what is left still passes whole. */
export interface Bucket {
  tokens: number;
  /** Epoch ms up to which tokens have been added. */
  at: number;
}

/** A bucket that is full. */
export function fullBucket(capacity: number, now: number): Bucket {
  return { tokens: capacity, at: now };
}

/** Adds what has flowed in since the last time, up to the capacity. `perSecond` is the rate. */
export function refill(bucket: Bucket, perSecond: number, capacity: number, now: number): void {
  const elapsedMs = Math.max(0, now - bucket.at);
  bucket.tokens = Math.min(capacity, bucket.tokens + (elapsedMs / 1000) * perSecond);
  bucket.at = now;
}

/** Milliseconds until the bucket is out of debt; 0 when it is. */
export function untilOpen(bucket: Bucket, perSecond: number): number {
  return bucket.tokens > 0 ? 0 : Math.ceil(((1 - bucket.tokens) / perSecond) * 1000);
}
