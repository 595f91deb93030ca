import { SCHEDULE } from "../../../contract/jobs.ts";
import { answerWithin } from "../../../stores/postgres/answer-within.ts";
import type { Database } from "../../../stores/postgres/connect.ts";
import { readLatestRuns } from "../../../stores/postgres/job-runs/read-runs.ts";

/** How a job's latest run ended. */
export interface JobHealth {
  status: "ok" | "failing";
  /** `null` while it is under way. */
  finished_at: string | null;
}

/** How the latest run of each job that time starts ended, in each region. Nothing while the database does not answer. */
export async function describeJobs(database: Database, patienceMs: number): Promise<Record<string, JobHealth>> {
  const runs = await answerWithin(readLatestRuns(database), patienceMs).catch(() => []);
  const scheduled = runs.filter((run) => SCHEDULE.some(({ job }) => job === run.job));
  return Object.fromEntries(scheduled.map(({ job, region, state, finished_at }) => [
    `${job}_${region}`.replaceAll("-", "_"),
    { status: state === "failed" ? "failing" as const : "ok" as const, finished_at },
  ]));
}
