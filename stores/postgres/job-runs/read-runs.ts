import { and, desc, eq } from "drizzle-orm";
import type { JobRun, JobRunsQuery } from "../../../contract/jobs.ts";
import type { Region } from "../../../contract/tenant.ts";
import type { Database } from "../connect.ts";
import { jobRuns } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";
import type { RunKey } from "./record-run.ts";

/** A region's runs, the newest first. */
export async function readRuns(
  database: Database,
  { region, job, state, limit }: JobRunsQuery,
): Promise<JobRun[]> {
  const rows = await answerOf(
    database.select().from(jobRuns).where(and(
      eq(jobRuns.region, region),
      job === undefined ? undefined : eq(jobRuns.job, job),
      state === undefined ? undefined : eq(jobRuns.state, state),
    )).orderBy(desc(jobRuns.startedAt), desc(jobRuns.id)).limit(limit),
  );
  return rows.map(describeRun);
}

/** One run; `undefined` where there is none. */
export async function findRun(database: Database, { region, id }: RunKey): Promise<JobRun | undefined> {
  const [row] = await answerOf(
    database.select().from(jobRuns).where(and(eq(jobRuns.region, region), eq(jobRuns.id, id))),
  );
  return row === undefined ? undefined : describeRun(row);
}

/** The latest run of every job of every region. */
export async function readLatestRuns(database: Database): Promise<JobRun[]> {
  const rows = await answerOf(
    database.selectDistinctOn([jobRuns.region, jobRuns.job]).from(jobRuns).orderBy(
      jobRuns.region,
      jobRuns.job,
      desc(jobRuns.startedAt),
    ),
  );
  return rows.map(describeRun);
}

/** Ids of a region's runs that have not ended. */
export async function readUnfinishedRuns(database: Database, region: Region): Promise<string[]> {
  const rows = await answerOf(
    database.select({ id: jobRuns.id }).from(jobRuns).where(
      and(eq(jobRuns.region, region), eq(jobRuns.state, "running")),
    ),
  );
  return rows.map(({ id }) => id);
}

function describeRun(row: typeof jobRuns.$inferSelect): JobRun {
  return {
    id: row.id,
    job: row.job,
    region: row.region,
    state: row.state,
    input: row.input,
    started_at: row.startedAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
    progress: row.progress,
    error: row.error,
  };
}
