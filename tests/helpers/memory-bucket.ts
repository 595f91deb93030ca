import type { OperatorPorts } from "../../workers/consumer/replay/operator-ports.ts";
import type { WritableBucket } from "../../stores/archive/raw-log.ts";

interface Kept {
  bytes: Uint8Array<ArrayBuffer>;
  customMetadata: Record<string, string>;
}

/** A bucket in memory, as far as the consumer uses one: keys in order, pages, metadata. */
export function memoryBucket(): WritableBucket & OperatorPorts["bucket"] & { keys(): string[] } {
  const kept = new Map<string, Kept>();
  const describe = (key: string) => {
    const { bytes, customMetadata } = kept.get(key) ?? { bytes: new Uint8Array(), customMetadata: {} };
    return { key, size: bytes.length, customMetadata, arrayBuffer: () => Promise.resolve(bytes.buffer) };
  };
  const bucket = {
    keys: () => [...kept.keys()].toSorted(),
    put: async (key: string, body: Uint8Array | Blob, options: { customMetadata?: Record<string, string> } = {}) => {
      const bytes = new Uint8Array(await new Response(body as BodyInit).arrayBuffer());
      kept.set(key, { bytes, customMetadata: options.customMetadata ?? {} });
      return describe(key);
    },
    get: (key: string) => Promise.resolve(kept.has(key) ? describe(key) : null),
    delete: (keys: string | string[]) => {
      for (const key of [keys].flat()) kept.delete(key);
      return Promise.resolve();
    },
    list: ({ prefix = "", startAfter = "", limit = 1_000 }: R2ListOptions = {}) => {
      const keys = bucket.keys().filter((key) => key.startsWith(prefix) && key > startAfter);
      const objects = keys.slice(0, limit).map(describe);
      return Promise.resolve({ objects, truncated: keys.length > limit, cursor: objects.at(-1)?.key });
    },
  };
  return bucket as unknown as ReturnType<typeof memoryBucket>;
}
