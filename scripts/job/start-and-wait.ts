import { setTimeout as sleep } from "node:timers/promises";
import type { JobRequest, JobRun } from "../../contract/jobs.ts";
import { describeRun } from "./describe-run.ts";
import type { JobsClient } from "./jobs-client.ts";

const POLL_MS = 500;
/** A run that was just started is not written down yet. */
const APPEARS_WITHIN_MS = 30_000;

/** Starts a run and, where `waits` says so, waits until it has ended. */
export async function startAndWait(
  client: Pick<JobsClient, "start" | "find">,
  request: JobRequest,
  { waits, say }: { waits: boolean; say: (line: string) => void },
): Promise<JobRun> {
  const { id, existed } = await client.start(request);
  say(`${request.region} ${id} · ${existed ? "is there already" : "started"}`);
  const run = await waitForRecord(client, request, id);
  return waits ? await waitForEnd(client, run, say) : run;
}

async function waitForEnd(
  client: Pick<JobsClient, "find">,
  begun: JobRun,
  say: (line: string) => void,
): Promise<JobRun> {
  let run = begun;
  while (run.state === "running") {
    await sleep(POLL_MS);
    const before = JSON.stringify(run.progress);
    run = await client.find(run.region, run.id);
    if (run.state === "running" && JSON.stringify(run.progress) !== before) say(describeRun(run));
  }
  return run;
}

async function waitForRecord(client: Pick<JobsClient, "find">, { region }: JobRequest, id: string): Promise<JobRun> {
  const deadline = Date.now() + APPEARS_WITHIN_MS;
  for (;;) {
    try {
      return await client.find(region, id);
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await sleep(POLL_MS);
    }
  }
}
