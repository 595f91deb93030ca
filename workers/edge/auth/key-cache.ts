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
/** So long one request's question to the database spares those that come meanwhile theirs. */
const ASKING_MS = 3_000;
/** Until when (epoch ms) the last verdict holds although it is old. */
const heldUntil = new Map<string, number>();

/**
 * What is known of a key. A verdict is asked for again after {@link LIMITS.keyVerdictMs}, first in KV (where a revocation is
 * written at once), then in the database. While the database does not answer, the last verdict holds: nothing can be
 * revoked in that time either. It holds as well while one request asks, or a busy isolate that wakes up would ask hundreds of
 * times at once.
 */
export async function lookUpKey(keyHash: string, sources: KeySources, now: number): Promise<KeyVerdict> {
  const known = cached.get(keyHash);
  if (known !== undefined && holds(keyHash, known, now)) return known.verdict;
  const last = newer(known, await readKv(keyHash, sources.kv));
  if (last !== undefined && holds(keyHash, remember(keyHash, last), now)) return last.verdict;
  const isUsable = last !== undefined && last.verdict.status !== "unknown";
  if (isUsable) heldUntil.set(keyHash, now + ASKING_MS);
  try {
    return remember(keyHash, await sources.api.verifyKey(keyHash)).verdict;
  } catch (cause) {
    if (isUsable) {
      heldUntil.set(keyHash, now + HOLD_MS);
      return last.verdict;
    }
    throw new AppError("INGEST_UNAVAILABLE", "The API key cannot be checked at the moment.", {
      retryAfterSeconds: 5,
      cause,
    });
  }
}

function holds(keyHash: string, timed: TimedVerdict, now: number): boolean {
  return isFresh(timed, now) || (heldUntil.get(keyHash) ?? 0) > now;
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

function remember(keyHash: string, timed: TimedVerdict): TimedVerdict {
  if (cached.size >= MAX_CACHED) forgetKeys();
  cached.set(keyHash, timed);
  return timed;
}

/** Empties the isolate's cache. */
export function forgetKeys(): void {
  cached.clear();
  heldUntil.clear();
}
