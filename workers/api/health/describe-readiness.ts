import type { Readiness } from "../../../contract/health.ts";
import { REGIONS } from "../../../contract/tenant.ts";
import { pingPostgres } from "../../../stores/postgres/ping.ts";
import { recordChecks } from "../../../stores/postgres/health-checks/record-checks.ts";
import type { RequestContext } from "../context.ts";
import { reportError } from "../../../contract/report-error.ts";
import { findLiveObject } from "../live/find-live-object.ts";
import { describeJobs } from "./describe-jobs.ts";
import { checkDependencies, type Probe } from "./check-dependencies.ts";

const PATIENCE_MS = 2_000;
/** Anybody may ask; this many milliseconds long everybody is told the same. */
const REUSED_MS = 1_000;

/** Less than a minute, so that every check by the clock is noted. What changes between two of them is noted with the next. */
const NOTED_EVERY_MS = 20_000;

let notedAt = 0;
let latest: { at: number; readiness: Readiness } | undefined;

/** How everything is that the service needs. It names no host and no reason; those are in the log. */
export async function describeReadiness(ctx: RequestContext): Promise<Readiness> {
  if (latest !== undefined && ctx.now - latest.at < REUSED_MS) return latest.readiness;
  const [{ states, causes }, jobs] = await Promise.all([
    checkDependencies(probesOf(ctx), PATIENCE_MS),
    describeJobs(ctx.database, PATIENCE_MS),
  ]);
  const unwell = Object.keys(states).filter((name) => states[name]?.status !== "ok");
  if (unwell.length > 0) {
    console.warn(JSON.stringify({
      level: "warn",
      message: `not ready: ${unwell.join(", ")}`,
      request_id: ctx.requestId,
      causes: Object.fromEntries(Object.entries(causes).map(([name, cause]) => [name, reportError(cause)])),
    }));
  }
  const readiness: Readiness = {
    status: unwell.length === 0 ? "ready" : "unavailable",
    version: ctx.config.version,
    checked_at: new Date(ctx.now).toISOString(),
    dependencies: states,
    jobs,
  };
  latest = { at: ctx.now, readiness };
  if (ctx.now - notedAt >= NOTED_EVERY_MS) {
    notedAt = ctx.now;
    ctx.waitUntil(recordChecks(ctx.database, states));
  }
  return readiness;
}

function probesOf(ctx: RequestContext): Record<string, Probe> {
  const regional = REGIONS.flatMap((region): [string, Probe][] => [
    [`clickhouse_${region}`, (signal) => ctx.events.ping(region, signal)],
    // An object without a tenant: without a socket it answers that it wants one, which is an answer.
    [`live_${region}`, (signal) => findLiveObject(ctx, region, `health-${region}`).fetch("https://live/", { signal })],
  ]);
  return {
    postgres: () => pingPostgres(ctx.database),
    key_cache: () => ctx.keyVerdicts.get("health"),
    ...Object.fromEntries(regional),
  };
}
