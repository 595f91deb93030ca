import { z } from "zod";
import { type Region, REGIONS } from "./tenant.ts";

/** What time, operators and people ask the jobs Workers for. */
export const JOB_NAMES = [
  "archive",
  "delete-organizations",
  "erase-person",
  "backfill",
  "export",
  "recompute",
  "retention",
  "roll-up",
  "sweep-rollups",
  "sweep-sign-ins",
] as const;
/** A job's name. */
export type JobName = (typeof JOB_NAMES)[number];

const instant = z.iso.datetime({ offset: true });

/** What a run is about; which of it a job reads, docs/jobs.md says. */
export const JobInput = z.object({
  org_id: z.string().regex(/^[\w-]{1,64}$/).optional().meta({ description: "Only this organisation." }),
  day: z.iso.date().optional().meta({ description: "Only this day, UTC." }),
  from: instant.optional().meta({ description: "Start of the period." }),
  to: instant.optional().meta({ description: "End of the period, exclusive." }),
  export_id: z.string().max(64).optional(),
  erasure_id: z.string().max(64).optional(),
  /** Where a run goes on that another has handed over to it. */
  cursor: z.string().max(512).optional(),
});
export type JobInput = z.infer<typeof JobInput>;

/** Body of `POST /v1/operator/jobs`. */
export const JobRequest = z.object({
  job: z.enum(JOB_NAMES),
  region: z.enum(REGIONS),
  input: JobInput.default({}),
  /** Names the run among those of its job: a run with this key that is there already is not started again. */
  key: z.string().regex(/^[\w-]{1,64}$/).optional(),
});
export type JobRequest = z.infer<typeof JobRequest>;

/** `stopped`: by somebody. */
export const RUN_STATES = ["running", "complete", "failed", "stopped"] as const;
/** How a run stands. */
export type RunState = (typeof RUN_STATES)[number];

/** A run of a job. */
export const JobRun = z.object({
  id: z.string(),
  job: z.enum(JOB_NAMES),
  region: z.enum(REGIONS),
  state: z.enum(RUN_STATES),
  input: JobInput,
  started_at: z.iso.datetime(),
  /** When something was last heard of it. */
  updated_at: z.iso.datetime(),
  finished_at: z.iso.datetime().nullable(),
  /** Figures of what was done so far. */
  progress: z.record(z.string(), z.unknown()),
  error: z.string().nullable(),
});
export type JobRun = z.infer<typeof JobRun>;

/** Query string of `GET /v1/operator/jobs`. */
export const JobRunsQuery = z.object({
  region: z.enum(REGIONS),
  job: z.enum(JOB_NAMES).optional(),
  state: z.enum(RUN_STATES).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type JobRunsQuery = z.infer<typeof JobRunsQuery>;

/** Answer of `GET /v1/operator/jobs`: the newest first. */
export const JobRunList = z.object({ data: z.array(JobRun) });
export type JobRunList = z.infer<typeof JobRunList>;

/** Answer of `POST /v1/operator/jobs/resume`. */
export const ResumedRuns = z.object({ under_way: z.number().int() });
export type ResumedRuns = z.infer<typeof ResumedRuns>;

/** Answer of `POST /v1/operator/jobs`. */
export const StartedRun = z.object({
  id: z.string(),
  /** Whether it was there already. */
  existed: z.boolean(),
});
export type StartedRun = z.infer<typeof StartedRun>;

/** What a region's jobs Worker answers over RPC. */
export interface RegionJobs {
  /** Starts a run, or finds the one that has the same job and key. */
  start(request: JobRequest): Promise<StartedRun>;
  /** Runs of the region, the newest first. */
  list(query: JobRunsQuery): Promise<JobRun[]>;
  /** One run, or `null`. */
  find(id: string): Promise<JobRun | null>;
  /** Ends a run where it stands; one that has ended stays as it is. */
  stop(id: string): Promise<void>;
  /** Sees to it that runs which a crash has interrupted go on. Answers how many have not ended. */
  resume(): Promise<number>;
  /** An exported file, or `null` where there is none. */
  openExport(key: string): Promise<{ body: ReadableStream<Uint8Array>; bytes: number } | null>;
  /** Removes an exported file, if there is one. */
  removeExport(key: string): Promise<void>;
}

/** A job that time starts. */
export interface ScheduledJob {
  job: JobName;
  /** In UTC, as the platform's cron triggers read it. */
  cron: string;
  /** Where it runs; what belongs to no region has its home in one. */
  regions: readonly Region[];
}

/** Everything that time starts. The crons stand in the jobs Workers' configurations too. */
export const SCHEDULE: readonly ScheduledJob[] = [
  { job: "archive", cron: "23 2 * * *", regions: REGIONS },
  { job: "delete-organizations", cron: "53 3 * * *", regions: REGIONS },
  { job: "retention", cron: "53 3 * * *", regions: REGIONS },
  { job: "roll-up", cron: "*/10 * * * *", regions: REGIONS },
  { job: "sweep-rollups", cron: "37 4 * * *", regions: REGIONS },
  { job: "sweep-sign-ins", cron: "17 * * * *", regions: ["us"] },
];

/** The key of a scheduled run: the minute that it is for, so that a trigger which fires twice starts one run. */
export function scheduledKey(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 16).replace(":", "-");
}
