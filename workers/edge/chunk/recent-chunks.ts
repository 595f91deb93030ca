const MAX_CHUNKS = 20_000;
const queued = new Set<string>();

/** Whether this isolate has had a chunk taken by the queue lately. Another isolate may have, too; what follows sorts that out. */
export function wasQueued(chunkId: string): boolean {
  return queued.has(chunkId);
}

/** Remembers a chunk that the queue has taken, and forgets the oldest one for it where there is no room. */
export function rememberQueued(chunkId: string): void {
  if (queued.size >= MAX_CHUNKS) {
    const [oldest] = queued;
    if (oldest !== undefined) queued.delete(oldest);
  }
  queued.add(chunkId);
}
