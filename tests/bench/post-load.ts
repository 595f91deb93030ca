/** What a load came to. */
export interface LoadResult {
  requests: number;
  seconds: number;
  /** Of each request, in ms. */
  latencies: number[];
  /** Status → answers, for those that were not expected. */
  unexpected: Record<number, number>;
}

/** A load of the same kind of request over and over. */
export interface Load {
  url: string;
  headers: Record<string, string>;
  /** Makes the body of the next request. */
  nextBody: () => string | Uint8Array<ArrayBuffer>;
  /** Requests under way at any time. */
  connections: number;
  durationMs: number;
}

/** Posts as fast as the answers come, for a time. Every answer is read; anything but 202 is counted as unexpected. */
export async function postLoad({ url, headers, nextBody, connections, durationMs }: Load): Promise<LoadResult> {
  const result: LoadResult = { requests: 0, seconds: 0, latencies: [], unexpected: {} };
  const started = performance.now();
  await Promise.all(Array.from({ length: connections }, async () => {
    while (performance.now() - started < durationMs) {
      const sent = performance.now();
      const response = await fetch(url, { method: "POST", headers, body: nextBody() });
      await response.arrayBuffer();
      result.requests++;
      result.latencies.push(performance.now() - sent);
      if (response.status !== 202) result.unexpected[response.status] = (result.unexpected[response.status] ?? 0) + 1;
    }
  }));
  result.seconds = (performance.now() - started) / 1000;
  return result;
}
