/**
 * A mergeable quantile sketch (DDSketch, Masson, Rim and Lee 2019): counts of values in logarithmic buckets. Any quantile is
 * within 1 % of the true value, and merging is adding. Buckets are keyed by index, so the sketch is plain JSON.
 */
export interface Sketch {
  /** Values too small for a bucket (below 1e-3). */
  zero: number;
  /** Bucket index → number of values in (γ^(index−1), γ^index]. */
  buckets: Record<string, number>;
}

/** Guaranteed relative error of {@link sketchQuantile}. */
export const SKETCH_ACCURACY = 0.01;

const GAMMA = (1 + SKETCH_ACCURACY) / (1 - SKETCH_ACCURACY);
const LOG_GAMMA = Math.log(GAMMA);
const SMALLEST = 1e-3;

/** A sketch of nothing. */
export function emptySketch(): Sketch {
  return { zero: 0, buckets: {} };
}

/** The bucket of a value ≥ 0; `undefined` when it is too small for one. */
export function bucketOf(value: number): number | undefined {
  return value < SMALLEST ? undefined : Math.ceil(Math.log(value) / LOG_GAMMA);
}

/** Adds one value ≥ 0 in place; `times` is −1 to take one back. */
export function addToSketch(sketch: Sketch, value: number, times = 1): void {
  const bucket = bucketOf(value);
  if (bucket === undefined) sketch.zero += times;
  else sketch.buckets[bucket] = (sketch.buckets[bucket] ?? 0) + times;
}

/** Adds `source` to `target` in place. */
export function mergeSketch(target: Sketch, source: Sketch): void {
  target.zero += source.zero;
  for (const [index, count] of Object.entries(source.buckets)) {
    target.buckets[index] = (target.buckets[index] ?? 0) + count;
  }
}

/** How many values the sketch holds. */
export function sketchCount(sketch: Sketch): number {
  let count = sketch.zero;
  for (const bucket of Object.values(sketch.buckets)) count += bucket;
  return count;
}

/** The value at quantile `q` (0…1), within 1 %; `null` for a sketch of nothing. */
export function sketchQuantile(sketch: Sketch, q: number): number | null {
  const count = sketchCount(sketch);
  if (count === 0) return null;
  const rank = q * (count - 1);
  let seen = sketch.zero;
  if (seen > rank) return 0;
  const indexes = Object.keys(sketch.buckets).map(Number).sort((a, b) => a - b);
  for (const index of indexes) {
    seen += sketch.buckets[index] ?? 0;
    if (seen > rank) return (2 * GAMMA ** index) / (GAMMA + 1);
  }
  return null;
}
