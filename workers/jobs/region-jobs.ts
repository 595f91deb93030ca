import { WorkerEntrypoint } from "cloudflare:workers";
import type { JobRequest, JobRun, JobRunsQuery, RegionJobs, StartedRun } from "../../contract/jobs.ts";
import type { Region } from "../../contract/tenant.ts";
import { findRun, readRuns } from "../../stores/postgres/job-runs/read-runs.ts";
import { recordEnd } from "../../stores/postgres/job-runs/record-run.ts";
import { bindPorts } from "./bind-ports.ts";
import { resumeRuns } from "./resume-runs.ts";
import { startRun } from "./start-run.ts";

/** What is asked of a region's jobs, over a service binding only: the Worker has no route from outside. */
export class Jobs extends WorkerEntrypoint<JobsEnv> implements RegionJobs {
  /** Starts a run, or finds the one that has the same job and key. */
  async start({ job, region, input, key }: JobRequest): Promise<StartedRun> {
    this.#own(region);
    return await startRun(this.env.RUNS, { job, input, key }, Date.now());
  }

  /** Runs of the region, the newest first. */
  async list(query: JobRunsQuery): Promise<JobRun[]> {
    return await readRuns(bindPorts(this.env).database, { ...query, region: this.#own(query.region) });
  }

  /** One run, or `null`. */
  async find(id: string): Promise<JobRun | null> {
    const { database, region } = bindPorts(this.env);
    return await findRun(database, { region, id }) ?? null;
  }

  /** Ends a run where it stands; one that has ended stays as it is. */
  async stop(id: string): Promise<void> {
    const { database, region } = bindPorts(this.env);
    const instance = await this.env.RUNS.get(id);
    const { status } = await instance.status();
    if (status === "complete" || status === "errored" || status === "terminated") return;
    await instance.terminate();
    await recordEnd(database, { region, id }, { state: "stopped" });
  }

  /** Sees to it that runs which a crash has interrupted go on. */
  async resume(): Promise<number> {
    const { database, region } = bindPorts(this.env);
    return await resumeRuns(this.env.RUNS, database, region);
  }

  /** An exported file, or `null` where there is none. */
  async openExport(key: string): Promise<{ body: ReadableStream<Uint8Array>; bytes: number } | null> {
    const object = await this.env.EXPORTS.get(key);
    return object === null ? null : { body: object.body as ReadableStream<Uint8Array>, bytes: object.size };
  }

  /** Removes an exported file, if there is one. */
  async removeExport(key: string): Promise<void> {
    await this.env.EXPORTS.delete(key);
  }

  #own(region: Region): Region {
    const own = bindPorts(this.env).region;
    if (region !== own) throw new RangeError(`a job of region ${region} came to ${own}`);
    return own;
  }
}
