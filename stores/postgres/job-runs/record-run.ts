import { and, eq, lt, ne, sql } from "drizzle-orm";
import type { JobInput, JobName, RunState } from "../../../contract/jobs.ts";
import type { Region } from "../../../contract/tenant.ts";
import type { Database } from "../connect.ts";
import { jobRuns } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** Names a run. */
export interface RunKey {
  region: Region;
  id: string;
}

/** Writes down that a run began. Written again it goes on as running: a run that was interrupted begins more than once. */
export async function recordStart(
  database: Database,
  { region, id, job, input }: RunKey & { job: JobName; input: JobInput },
): Promise<void> {
  await answerOf(
    database.insert(jobRuns).values({ region, id, job, input, state: "running" }).onConflictDoUpdate({
      target: [jobRuns.region, jobRuns.id],
      set: { state: "running", error: null, finishedAt: null, updatedAt: sql`now()` },
    }),
  );
}

/** Writes down what a run has done so far. */
export async function recordProgress(
  database: Database,
  key: RunKey,
  progress: Record<string, unknown>,
): Promise<void> {
  await answerOf(database.update(jobRuns).set({ progress, updatedAt: sql`now()` }).where(named(key)));
}

/** Writes down how a run ended; a run that ended before keeps its end. */
export async function recordEnd(
  database: Database,
  key: RunKey,
  { state, progress, error }: {
    state: Exclude<RunState, "running">;
    progress?: Record<string, unknown>;
    error?: string;
  },
): Promise<void> {
  await answerOf(
    database.update(jobRuns).set({
      state,
      error: error ?? null,
      finishedAt: sql`now()`,
      updatedAt: sql`now()`,
      ...(progress === undefined ? {} : { progress }),
    }).where(and(named(key), eq(jobRuns.state, "running"))),
  );
}

/** Forgets runs that ended before an instant; answers how many. */
export async function forgetRuns(database: Database, region: Region, before: Date): Promise<number> {
  const { rowCount } = await answerOf(
    database.delete(jobRuns).where(
      and(eq(jobRuns.region, region), ne(jobRuns.state, "running"), lt(jobRuns.updatedAt, before)),
    ),
  );
  return rowCount;
}

function named({ region, id }: RunKey) {
  return and(eq(jobRuns.region, region), eq(jobRuns.id, id));
}
