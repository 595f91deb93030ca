import { type HealthHistory, HISTORY_DAYS } from "../../../contract/health.ts";
import { readChecks } from "../../../stores/postgres/health-checks/read-checks.ts";
import type { RequestContext } from "../context.ts";
import { describeHistory } from "./describe-history.ts";

const DAY_MS = 86_400_000;
/** Anybody may ask: for so long everybody of an isolate is told the same. */
const REUSED_MS = 15_000;

let latest: { at: number; history: HealthHistory } | undefined;

/** How everything that the service needs has answered in the last days, today included. */
export async function readHistory(ctx: RequestContext): Promise<HealthHistory> {
  if (latest !== undefined && ctx.now - latest.at < REUSED_MS) return latest.history;
  const today = ctx.now - ctx.now % DAY_MS;
  const from = today - (HISTORY_DAYS - 1) * DAY_MS;
  const history = describeHistory(await readChecks(ctx.database, new Date(from)), { from, now: ctx.now });
  latest = { at: ctx.now, history };
  return history;
}
