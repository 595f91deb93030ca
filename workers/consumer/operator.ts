import { WorkerEntrypoint } from "cloudflare:workers";
import {
  MAX_REPLAY_OBJECTS,
  type ParkedEvents,
  type ParkedSearch,
  type RegionOperator,
  type ReplayProgress,
  type ReplayStep,
} from "../../contract/replay.ts";
import { findParkedEvents } from "../../stores/archive/find-parked-events.ts";
import { insertRows } from "../../stores/clickhouse/insert-rows.ts";
import { bindOperator } from "./bind-ports.ts";
import { log } from "./log.ts";
import { replayDeadLetters } from "./replay/replay-dead-letters.ts";
import { replayRaw } from "./replay/replay-raw.ts";

/** What operators ask of a region, over a service binding only: the consumer has no route from outside. */
export class Operator extends WorkerEntrypoint<ConsumerEnv> implements RegionOperator {
  /** Takes one step of a replay. */
  async replay(step: ReplayStep): Promise<ReplayProgress> {
    const ports = bindOperator(this.env);
    if (step.region !== ports.region) throw new RangeError(`a step of region ${step.region} came to ${ports.region}`);
    const progress = step.source === "raw" ? await replayRaw(ports, step) : await replayDeadLetters(ports, step);
    const { source, region, org_id, dry_run } = step;
    log("info", "replay step done", { source, region, org_id, dry_run, ...progress });
    return progress;
  }

  /** Inserts corrected rows, in no live view: windows of the last day keep what was known when they closed. */
  async replaceRows(rows: Uint8Array): Promise<void> {
    const { region, clickhouse } = bindOperator(this.env);
    const result = await insertRows(clickhouse, [rows], crypto.randomUUID());
    if (result.outcome !== "stored") throw new Error(`ClickHouse did not take corrected rows: ${result.message}`);
    log("info", "rows corrected", { region, bytes: rows.length });
  }

  /** Looks for events of people in parked messages. */
  async findParked({ org_id: orgId, digests, after }: ParkedSearch): Promise<ParkedEvents> {
    const { region, bucket } = bindOperator(this.env);
    return await findParkedEvents(bucket, {
      region,
      orgId,
      digests: new Set(digests),
      after,
      limit: MAX_REPLAY_OBJECTS,
    });
  }
}
