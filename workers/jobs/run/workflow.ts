import { WorkflowEntrypoint, type WorkflowEvent, type WorkflowStep, type WorkflowStepConfig } from "cloudflare:workers";
import { bindPorts } from "../bind-ports.ts";
import { JOBS } from "../jobs.ts";
import type { JobContext, RunParams } from "./job.ts";
import { runJob } from "./run-job.ts";

const STEP: WorkflowStepConfig = {
  retries: { limit: 6, delay: "5 seconds", backoff: "exponential" },
  timeout: "30 minutes",
};

/** Every run of every job is an instance of this Workflow, so that it resumes where it stopped. */
export class JobWorkflow extends WorkflowEntrypoint<JobsEnv, RunParams> {
  override async run(event: Readonly<WorkflowEvent<RunParams>>, step: WorkflowStep): Promise<unknown> {
    const { job, input, startedAt } = event.payload;
    const takeStep: JobContext["step"] = (name, work) => step.do(name, STEP, work);
    const run = { id: event.instanceId, job, input, startedAt };
    const pause: JobContext["pause"] = (name, ms) => step.sleep(name, ms);
    return await runJob(JOBS[job], run, { ports: bindPorts(this.env), step: takeStep, pause });
  }
}
