import { type JobRequest, SCHEDULE, scheduledKey } from "../../contract/jobs.ts";
import { REGIONS } from "../../contract/tenant.ts";
import { type JobsClient, openJobsClient } from "../../scripts/job/jobs-client.ts";
import type { OperatorAccess } from "../../scripts/replay/choose-operator.ts";
import { latestFiring } from "./latest-firing.ts";

const TICK_MS = 20_000;
/** As often as the api Worker's trigger. */
const HEALTH_MS = 60_000;

/**
 * Stands in for the platform's cron triggers, which the local runtime does not fire, and wakes the runs that the last stop
 * interrupted. What was missed while nothing ran is made up for once: a run has the id of the minute it is for, so asking
 * again starts nothing.
 */
export function startClock(operator: OperatorAccess, log: (line: string) => void): { stop(): void } {
  const jobs = openJobsClient(operator);
  const started = new Map<string, string>();
  let hasResumed = false;
  let checkedAt = 0;
  const tick = async () => {
    if (!hasResumed) { for (const region of REGIONS) await jobs.resume(region); }
    hasResumed = true;
    for (const request of dueAt(Date.now())) await startOnce(jobs, request, started);
    if (Date.now() - checkedAt < HEALTH_MS - TICK_MS / 2) return;
    checkedAt = Date.now();
    await (await fetch(new URL("/health/ready", operator.edge))).body?.cancel();
  };
  const run = () => void tick().catch((error: Error) => log(`The clock missed a tick: ${error.message}`));
  const timer = setInterval(run, TICK_MS);
  run();
  return { stop: () => clearInterval(timer) };
}

/** Each scheduled job as of its latest minute. */
function dueAt(now: number): JobRequest[] {
  return SCHEDULE.flatMap(({ job, cron, regions }) =>
    regions.map((region) => ({ job, region, input: {}, key: scheduledKey(latestFiring(cron, now)) }))
  );
}

async function startOnce(jobs: JobsClient, request: JobRequest, started: Map<string, string>): Promise<void> {
  const { job, region, key = "" } = request;
  const name = `${region} ${job}`;
  if (started.get(name) === key) return;
  await jobs.start(request);
  started.set(name, key);
}
