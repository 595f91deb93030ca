import type { QuotaObject } from "../../contract/quota.ts";
import type { KeyDirectory, LiveObject } from "../../contract/rpc.ts";
import type { TelemetryObject } from "../../contract/telemetry.ts";
import { type Region, regionOf } from "../../contract/tenant.ts";
import type { PriceDirectory } from "../../contract/prices/published-prices.ts";
import type { ActiveKey } from "./auth/authenticate.ts";
import type { KeySources } from "./auth/key-cache.ts";
import type { ChunkQueue } from "./chunk/chunk-queue.ts";
import { edgeConfig } from "./config.ts";
import type { FindLiveObject } from "./live/live-lane.ts";
import type { PriceSources } from "./pricing/current-prices.ts";
import type { FindQuotaObject } from "./quota/enforce-limits.ts";

/** What a verb of the edge may use for one request. */
export interface EdgeContext {
  requestId: string;
  /** Epoch ms at which the request arrived. */
  now: number;
  keys: KeySources;
  prices: PriceSources;
  queues: Record<Region, ChunkQueue>;
  findLiveObject: FindLiveObject;
  findQuotaObject: FindQuotaObject;
  findTelemetryObject(key: ActiveKey): TelemetryObject;
  waitUntil(promise: Promise<unknown>): void;
}

/** Binds a request to the Worker's parts. */
export function edgeContext(request: Request, env: EdgeEnv, ctx: ExecutionContext): EdgeContext {
  const { jurisdictions } = edgeConfig(env);
  return {
    requestId: readRequestId(request),
    now: Date.now(),
    // The generated type knows the service but not its entry point's methods.
    keys: { kv: env.KEY_VERDICTS, api: env.API as unknown as KeyDirectory },
    prices: {
      kv: env.KEY_VERDICTS,
      api: env.API as unknown as PriceDirectory,
      waitUntil: (work) => ctx.waitUntil(work),
    },
    queues: { us: env.EVENTS_US, eu: env.EVENTS_EU },
    findLiveObject: ({ org_id, region }) => {
      const namespace = jurisdictions && region === "eu" ? env.ORG_LIVE.jurisdiction("eu") : env.ORG_LIVE;
      // The object's script is not part of this program; the contract says what its stub answers to.
      return namespace.getByName(org_id) as unknown as LiveObject;
    },
    // A stub costs as much as checking ten events, and most requests need none.
    findQuotaObject: (key) => ({
      lease: (request) => {
        const namespace = jurisdictions && regionOf(key) === "eu" ? env.ORG_QUOTA.jurisdiction("eu") : env.ORG_QUOTA;
        return (namespace.getByName(key.org_id) as unknown as QuotaObject).lease(request);
      },
    }),
    findTelemetryObject: (key) => {
      const isEu = jurisdictions && regionOf(key) === "eu";
      const namespace = isEu ? env.ORG_TELEMETRY.jurisdiction("eu") : env.ORG_TELEMETRY;
      return namespace.getByName(key.org_id) as unknown as TelemetryObject;
    },
    waitUntil: (promise) => ctx.waitUntil(promise),
  };
}

const REQUEST_ID = /^[A-Za-z0-9_-]{8,64}$/;

/** The caller's `X-Request-Id` where it is harmless to log, else a new one. */
function readRequestId(request: Request): string {
  const given = request.headers.get("x-request-id");
  return given !== null && REQUEST_ID.test(given) ? given : `req_${crypto.randomUUID().replaceAll("-", "")}`;
}
