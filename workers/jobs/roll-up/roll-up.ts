import { markHours, SKEW_SECONDS } from "../../../stores/clickhouse/rollups/mark-hours.ts";
import { sweepRollups } from "../../../stores/clickhouse/rollups/sweep-rollups.ts";
import { AppError } from "../../../contract/problem.ts";
import type { Job, JobContext } from "../run/job.ts";
import { type Pass, rollStaleDays, rollTouchedHours } from "./roll-touched.ts";

/** Passes of one step: enough to be worth a step, few enough to be done again. */
const PASSES_PER_STEP = 10;
/** Steps of one run; what is left then is for the next run. */
const MAX_STEPS = 200;

/** Aggregates what was written since the last run: hours that are over, then days. */
export const rollUp: Job = async (context) => {
  const { clickhouse } = context.ports;
  const hours = await repeat(context, "hours", () => rollTouchedHours(clickhouse));
  const days = await repeat(context, "days", () => rollStaleDays(clickhouse));
  return { hours, days };
};

/**
 * Aggregates a period anew, of one organisation or of all: after events were deleted or restored, or when an aggregate is
 * doubted. Until it is through, the period is answered from events.
 */
export const recompute: Job = async (context, { org_id, from, to }) => {
  if (from === undefined || to === undefined) throw new AppError("VAL_INVALID_FORMAT", "A period is needed: from, to.");
  const period = { orgId: org_id, from: Date.parse(from), to: Date.parse(to) };
  await context.step("mark", async () => {
    await markHours(context.ports.clickhouse, period);
    // What begins sooner than this counts as begun before the mark.
    await new Promise((resolve) => setTimeout(resolve, SKEW_SECONDS * 1_000));
    return null;
  });
  return await rollUp(context, {});
};

/** Deletes what no question reads any longer. */
export const sweepRolledUp: Job = ({ ports, step }) =>
  step("sweep", async () => {
    await sweepRollups(ports.clickhouse);
    return {};
  });

/** Takes steps of some passes each until nothing is left to do; answers how much was done. */
async function repeat({ step, tell }: JobContext, unit: string, pass: () => Promise<Pass>): Promise<number> {
  let total = 0;
  for (let n = 1; n <= MAX_STEPS; n++) {
    const { rolled, done } = await step(`${unit} ${n}`, async () => {
      const sum = { rolled: 0, done: false };
      for (let i = 0; i < PASSES_PER_STEP && !sum.done; i++) {
        const passed = await pass();
        sum.rolled += passed.rolled;
        sum.done = passed.done || passed.rolled === 0;
      }
      await tell({ [unit]: total + sum.rolled });
      return sum;
    });
    total += rolled;
    if (done) break;
  }
  return total;
}
