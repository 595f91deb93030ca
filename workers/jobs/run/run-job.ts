import { reportError, withoutSecrets } from "../../../contract/report-error.ts";
import { recordEnd, recordProgress, recordStart } from "../../../stores/postgres/job-runs/record-run.ts";
import { log } from "../log.ts";
import type { JobPorts } from "../job-ports.ts";
import type { Job, JobContext, Progress, RunParams } from "./job.ts";

/** A run to be driven to its end. */
export interface Run extends RunParams {
  id: string;
}

const MAX_ERROR_LENGTH = 500;

/**
 * Drives a run from wherever it stands to its end and writes down how it ended. Throws the job's failure on, so that the
 * run counts as failed to the engine as well.
 */
export async function runJob(
  job: Job,
  run: Run,
  { ports, step, pause }: { ports: JobPorts } & Pick<JobContext, "step" | "pause">,
): Promise<Progress> {
  const key = { region: ports.region, id: run.id };
  const facts = { job: run.job, run_id: run.id, region: ports.region };
  const tell = (progress: Progress) => note(facts, recordProgress(ports.database, key, progress));
  await step("begin", async () => {
    log("info", "job run begins", facts);
    await note(facts, recordStart(ports.database, { ...key, job: run.job, input: run.input }));
    return null;
  });
  try {
    const progress = await job({ ports, step, pause, tell, runId: run.id, startedAt: run.startedAt }, run.input);
    await step("end", async () => {
      log("info", "job run complete", { ...facts, ...progress });
      await recordEnd(ports.database, key, { state: "complete", progress });
      return null;
    });
    return progress;
  } catch (error) {
    await step("fail", async () => {
      log("error", "job run failed", { ...facts, cause: reportError(error) });
      await recordEnd(ports.database, key, { state: "failed", error: describeError(error) });
      return null;
    });
    throw error;
  }
}

/** The record is for people; the work goes on without it. */
async function note(facts: object, writing: Promise<void>): Promise<void> {
  await writing.catch((error: unknown) => log("warn", "job run not recorded", { ...facts, cause: reportError(error) }));
}

function describeError(error: unknown): string {
  return withoutSecrets(error instanceof Error ? error.message : String(error)).slice(0, MAX_ERROR_LENGTH);
}
