import { WorkerEntrypoint } from "cloudflare:workers";
import { AppError } from "../../contract/problem.ts";
import type { PriceDirectory, PublishedPrices } from "../../contract/prices/published-prices.ts";
import type { KeyDirectory, TimedVerdict } from "../../contract/rpc.ts";
import { createApp } from "./app.ts";
import { logError } from "./http/log-error.ts";
import { verifyKey } from "./keys/verify-key.ts";
import { isolateParts } from "./open-context.ts";
import { publishPrices } from "./prices/publish-prices.ts";

const app = createApp();

/** The api Worker: HTTP for people, RPC for the edge. */
export default class Api extends WorkerEntrypoint<ApiEnv> implements KeyDirectory, PriceDirectory {
  override fetch(request: Request): Response | Promise<Response> {
    return app.fetch(request, this.env, this.ctx);
  }

  /** Sees how everything is, and notes it, whether anybody looks or not. */
  override async scheduled(): Promise<void> {
    await app.fetch(new Request("https://fleetglass/health/ready"), this.env, this.ctx);
  }

  /** Looks an API key up by the SHA-256 of its text. */
  async verifyKey(keyHash: string): Promise<TimedVerdict> {
    try {
      return await verifyKey({
        database: isolateParts(this.env).database,
        verdictAgeMs: isolateParts(this.env).config.verdictAgeMs,
        keyVerdicts: this.env.KEY_VERDICTS,
        now: Date.now(),
        waitUntil: (work) =>
          this.ctx.waitUntil(work.catch((error: unknown) => logError("noting a key's use failed", error))),
      }, keyHash);
    } catch (error) {
      // The runtime prints what leaves here as it is, and the database's own errors repeat the values of the query.
      logError("verifying a key failed", error);
      throw new AppError("STORE_UNAVAILABLE");
    }
  }

  /** Reads the price table and leaves it where the edge looks first. */
  async publishPrices(): Promise<PublishedPrices | null> {
    try {
      return await publishPrices(isolateParts(this.env).database, this.env.KEY_VERDICTS, Date.now());
    } catch (error) {
      logError("publishing prices failed", error);
      throw new AppError("STORE_UNAVAILABLE");
    }
  }
}
