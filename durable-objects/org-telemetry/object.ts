import { DurableObject } from "cloudflare:workers";
import { findErased } from "../../contract/erasure-digest.ts";
import type { ForgetfulTelemetry, ForgottenTelemetry } from "../../contract/rpc.ts";
import type { Receipt, Settlement, TelemetryObject, Tidings } from "../../contract/telemetry.ts";
import { scrubPages } from "../scrub-pages.ts";
import { SWEEP_INTERVAL_MS } from "./constants.ts";
import { settle } from "./settle.ts";
import { TELEMETRY_SCHEMA, TELEMETRY_TABLES, TelemetryStorage } from "./storage.ts";
import { confirmVersion } from "./versions.ts";

/**
 * What one organisation's telemetry has told so far, as far as later telemetry may bear on it: where cumulative counters stand,
 * which sessions are told of by logs or spans, which spans enclose others. All of it is in SQLite before a call returns, and
 * nothing is in memory between calls.
 */
export class OrgTelemetry extends DurableObject<LiveEnv> implements TelemetryObject, ForgetfulTelemetry {
  readonly #storage: TelemetryStorage;

  constructor(ctx: DurableObjectState, env: LiveEnv) {
    super(ctx, env);
    this.#storage = new TelemetryStorage(ctx.storage.sql);
  }

  async settle(tidings: Tidings): Promise<Settlement> {
    const settlement = this.ctx.storage.transactionSync(() => settle(this.#storage, tidings, Date.now()));
    if (await this.ctx.storage.getAlarm() === null) await this.ctx.storage.setAlarm(Date.now() + SWEEP_INTERVAL_MS);
    return settlement;
  }

  async confirm(receipts: Receipt[]): Promise<void> {
    this.ctx.storage.transactionSync(() => {
      for (const { event_id: id, version } of receipts) {
        const entry = this.#storage.readEntry(id);
        if (entry === undefined) continue;
        if (confirmVersion(entry, version)) this.#storage.deleteEntry(id);
        else this.#storage.writeEntry(entry, Date.now());
      }
    });
  }

  async forgetPeople(orgId: string, digests: readonly string[]): Promise<ForgottenTelemetry> {
    const erased = await findErased(orgId, this.#storage.readPeople(), new Set(digests));
    const forgotten = this.ctx.storage.transactionSync(() => this.#storage.forgetPeople(erased));
    // Also where nothing was found: rows that were past their time have left their bytes behind.
    await scrubPages(this.ctx.storage, TELEMETRY_SCHEMA, TELEMETRY_TABLES);
    return forgotten;
  }

  /** Sweeps what is past its time, and comes again. */
  override async alarm(): Promise<void> {
    const now = Date.now();
    this.#storage.sweep(now);
    await this.ctx.storage.setAlarm(now + SWEEP_INTERVAL_MS);
  }
}
