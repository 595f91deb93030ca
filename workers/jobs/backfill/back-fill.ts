import { archiveClosedDays } from "../archive/archive-job.ts";
import { recompute } from "../roll-up/roll-up.ts";
import type { Job } from "../run/job.ts";

/** Brings what is made of events in line with them again, for a period: aggregates, then the archive of its closed days. */
export const backFill: Job = async (context, input) => {
  const aggregated = await recompute(context, input);
  return { ...aggregated, ...await archiveClosedDays(context, input) };
};
