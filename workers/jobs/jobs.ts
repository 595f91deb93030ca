import type { JobName } from "../../contract/jobs.ts";
import type { Job } from "./run/job.ts";
import { sweepSignIns } from "./sweep/sweep-sign-ins.ts";

/** What each job does. */
export const JOBS: Record<JobName, Job> = {
  "sweep-sign-ins": sweepSignIns,
};
