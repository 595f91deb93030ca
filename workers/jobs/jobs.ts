import type { JobName } from "../../contract/jobs.ts";
import { archiveClosedDays } from "./archive/archive-job.ts";
import { keepRetention } from "./retention/retention-job.ts";
import type { Job } from "./run/job.ts";
import { sweepSignIns } from "./sweep/sweep-sign-ins.ts";

/** What each job does. */
export const JOBS: Record<JobName, Job> = {
  "archive": archiveClosedDays,
  "retention": keepRetention,
  "sweep-sign-ins": sweepSignIns,
};
