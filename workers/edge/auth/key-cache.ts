import { LIMITS } from "../../../contract/limits.ts";
import { AppError } from "../../../contract/problem.ts";
import type { KeyDirectory, KeyVerdict, TimedVerdict } from "../../../contract/rpc.ts";

/** Where a verdict is looked up: this isolate, then KV, then the api Worker. */
export interface KeySources {
  kv: Pick<KVNamespace, "get">;
  api: KeyDirectory;
}

const MAX_CACHED = 10_000;
const UNKNOWN_MS = 10_000;
const cached = new Map<string, TimedVerdict>();
/** While the database does not answer, each key asks for it only so often: an answer that does not come takes seconds. */
const HOLD_MS = 5_000;
const heldUntil = new Map<string, number>();

/**
 * What is known of a key. A verdict is asked for again after {@link LIMITS.keyVerdictMs}, first in KV (where a revocation is
 * written at once), then in the database. While the database does not answer, the last verdict holds: nothing can be
 * revoked in that time either.
 */
export async function lookUpKey(keyHash: string, sources: KeySources, now: number): Promise<KeyVerdict> {
  const known = cached.get(keyHash);
  if (known !== undefined && (isFresh(known, now) || (heldUntil.get(keyHash) ?? 0) > now)) return known.verdict;
  const stored = await readKv(keyHash, sources.kv);
  if (stored !== undefined && isFresh(stored, now)) return remember(keyHash, stored);
  try {
    return remember(keyHash, await sources.api.verifyKey(keyHash));
  } catch (cause) {
    const stale = newer(known, stored);
    if (stale !== undefined && stale.verdict.status !== "unknown") {
      heldUntil.set(keyHash, now + HOLD_MS);
      return remember(keyHash, stale);
    }
    throw new AppError("INGEST_UNAVAILABLE", "The API key cannot be checked at the moment.", {
      retryAfterSeconds: 5,
      cause,
    });
  }
}

function isFresh({ verdict, checked_at }: TimedVerdict, now: number): boolean {
  return now - checked_at < (verdict.status === "unknown" ? UNKNOWN_MS : LIMITS.keyVerdictMs);
}

async function readKv(keyHash: string, kv: KeySources["kv"]): Promise<TimedVerdict | undefined> {
  try {
    return (await kv.get<TimedVerdict>(`key:${keyHash}`, "json")) ?? undefined;
  } catch {
    // KV only saves a question to the database.
    return undefined;
  }
}

function newer(a: TimedVerdict | undefined, b: TimedVerdict | undefined): TimedVerdict | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a.checked_at > b.checked_at ? a : b;
}

function remember(keyHash: string, timed: TimedVerdict): KeyVerdict {
  if (cached.size >= MAX_CACHED) forgetKeys();
  cached.set(keyHash, timed);
  return timed.verdict;
}

/** Empties the isolate's cache. */
export function forgetKeys(): void {
  cached.clear();
  heldUntil.clear();
}
