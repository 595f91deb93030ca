import { createExecutionContext, env, waitOnExecutionContext } from "cloudflare:test";
import { gunzipSync } from "node:zlib";
import { mintApiKey } from "../../contract/api-key.ts";
import { type Chunk, type ChunkHeader, decodeChunk, parseRows, readHeader } from "../../contract/chunk.ts";
import { DEFAULT_SETTINGS } from "../../contract/default-settings.ts";
import { DEFAULT_LIMITS, type Lease, type LeaseRequest, type QuotaRefusal } from "../../contract/quota.ts";
import type { KeyVerdict } from "../../contract/rpc.ts";
import type { Settlement, Tidings } from "../../contract/telemetry.ts";
import type { Residency } from "../../contract/tenant.ts";
import edge from "./index.ts";

/** An edge of which a test sees both ends: who the keys belong to, and what was put on the queues and the live lane. */
export interface TestEdge {
  key: string;
  queued: Record<"us" | "eu", Chunk[]>;
  /** Chunks without rows, which tell what was refused. */
  told: ChunkHeader[];
  live: ChunkHeader[];
  /** Makes the queues refuse from now on. */
  refuse(): void;
  /** Makes the quota object refuse from now on. */
  exhaust(reason: QuotaRefusal): void;
  /** Makes the telemetry object fail from now on. */
  silenceTelemetry(): void;
  post(path: string, body: BodyInit | object, headers?: Record<string, string>): Promise<Response>;
  fetch(request: Request): Promise<Response>;
}

/** Sets up an edge with one active key of a residency. */
export function newTestEdge(residency: Residency = "eu", verdict: Partial<KeyVerdict> = {}): TestEdge {
  const queued: TestEdge["queued"] = { us: [], eu: [] };
  const live: ChunkHeader[] = [];
  const told: ChunkHeader[] = [];
  let refusing = false;
  let refusal: QuotaRefusal | undefined;
  let isSilent = false;
  const queue = (region: "us" | "eu") => {
    const take = (...messages: Uint8Array[]) => {
      if (refusing) throw new Error("queue unavailable");
      const chunks = messages.map(decodeChunk);
      queued[region].push(...chunks.filter(({ header }) => header.count > 0));
      told.push(...chunks.map(({ header }) => header).filter(({ count }) => count === 0));
    };
    return {
      send: async (body: Uint8Array) => take(body),
      sendBatch: async (messages: { body: Uint8Array }[]) => take(...messages.map(({ body }) => body)),
    };
  };
  const active = {
    status: "active",
    key_id: "key_1",
    org_id: `org_${crypto.randomUUID()}`,
    residency,
    scopes: ["ingest"],
    limits: DEFAULT_LIMITS,
    settings: DEFAULT_SETTINGS,
  };
  const bindings = {
    ...env,
    JURISDICTIONS: "off",
    EVENTS_US: queue("us"),
    EVENTS_EU: queue("eu"),
    API: {
      publishPrices: async () => null,
      verifyKey: async () => ({ verdict: { ...active, ...verdict }, checked_at: Date.now() }),
      fetch: async (request: Request) =>
        Response.json({ path: new URL(request.url).pathname, request_id: request.headers.get("x-request-id") }),
    },
    ORG_QUOTA: {
      getByName: () => ({
        lease: async ({ wanted }: LeaseRequest): Promise<Lease> =>
          refusal === undefined
            ? { granted: wanted, retry_after_ms: 0, remaining_events: 500 }
            : { granted: { events: 0, requests: 0 }, refused: refusal, retry_after_ms: 2_500, remaining_events: 0 },
      }),
    },
    ORG_TELEMETRY: {
      getByName: () => ({
        settle: async ({ claims, now }: Tidings): Promise<Settlement> => {
          if (isSilent) throw new Error("telemetry object unavailable");
          return { events: claims.map(({ event }) => event), amendments: [], amended_at: now + 1, receipts: [] };
        },
        confirm: async () => {},
      }),
    },
    ORG_LIVE: {
      getByName: () => ({
        applyChunks: async (headers: string[]) => {
          live.push(...headers.map((header) => readHeader(header)));
          return { applied: headers.length, repeated: 0, overlapping: [] };
        },
      }),
    },
  } as unknown as EdgeEnv;
  const key = mintApiKey(residency);
  const fetch = async (request: Request) => {
    const context = createExecutionContext();
    const response = await edge.fetch(request as Parameters<typeof edge.fetch>[0], bindings, context);
    // Counts of what was refused are told half a minute later.
    await Promise.race([waitOnExecutionContext(context), new Promise((resolve) => setTimeout(resolve, 1_000))]);
    return response;
  };
  return {
    key,
    queued,
    live,
    told,
    refuse: () => void (refusing = true),
    exhaust: (reason) => void (refusal = reason),
    silenceTelemetry: () => void (isSilent = true),
    fetch,
    post: (path, body, headers = {}) =>
      fetch(
        new Request(`https://ingest.example${path}`, {
          method: "POST",
          headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
          body: typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body),
        }),
      ),
  };
}

/** The rows of chunks, parsed. */
export function rowsOf(chunks: readonly Chunk[]): Record<string, unknown>[] {
  return chunks.flatMap(({ rows }) => parseRows(gunzipSync(rows).toString()) as Record<string, unknown>[]);
}
