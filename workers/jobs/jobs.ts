import type { JobName } from "../../contract/jobs.ts";
import { archiveClosedDays } from "./archive/archive-job.ts";
import { deleteOrganizations } from "./deletion/delete-organizations.ts";
import { erasePerson } from "./erasure/erasure-job.ts";
import { backFill } from "./backfill/back-fill.ts";
import { writeExport } from "./export/export-job.ts";
import { keepRetention } from "./retention/retention-job.ts";
import { recompute, rollUp, sweepRolledUp } from "./roll-up/roll-up.ts";
import type { Job } from "./run/job.ts";
import { sweepSignIns } from "./sweep/sweep-sign-ins.ts";

/** What each job does. */
export const JOBS: Record<JobName, Job> = {
  "archive": archiveClosedDays,
  "delete-organizations": deleteOrganizations,
  "erase-person": erasePerson,
  "backfill": backFill,
  "export": writeExport,
  "recompute": recompute,
  "retention": keepRetention,
  "roll-up": rollUp,
  "sweep-rollups": sweepRolledUp,
  "sweep-sign-ins": sweepSignIns,
};
