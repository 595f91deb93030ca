import type { ReplayState } from "./run-replay.ts";

const MEGABYTE = 1_000_000;

/** One line about where a replay stands. */
export function describeProgress({ region, totals, lastKey, cursor, isDone }: ReplayState): string {
  const { objects, chunks, refused, bytes } = totals;
  const left = refused === 0 ? "" : `, ${refused} refused and left among the dead letters`;
  const amount = `${objects} objects, ${chunks} chunks, ${(bytes / MEGABYTE).toFixed(1)} MB${left}`;
  return `${region}: ${amount} · ${isDone ? `done, last ${lastKey ?? "none"}` : `cursor ${cursor}`}`;
}
