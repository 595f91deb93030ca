import { type JobInput, type JobName, SCHEDULE, scheduledKey, type StartedRun } from "../../contract/jobs.ts";
import type { Region } from "../../contract/tenant.ts";
import type { RunParams } from "./run/job.ts";

/** The engine that runs are instances of. */
export type RunEngine = Pick<Workflow<RunParams>, "create" | "get">;

/** A run that is asked for. */
export interface RunRequest {
  job: JobName;
  input: JobInput;
  /** Names the run among those of its job; without one, the minute and the input do. */
  key?: string | undefined;
}

/** Runs of one job, input and minute that are told apart. */
const MAX_REPEATS = 60;

/**
 * Starts a run. Its id is made of the job and the key, so asking twice starts one run: the second finds the first. A run
 * without a key is started again once the one before it has ended. `now` is epoch ms.
 */
export async function startRun(engine: RunEngine, request: RunRequest, now: number): Promise<StartedRun> {
  const { job, input, key } = request;
  if (key !== undefined) return await startOnce(engine, `${job}-${key}`, { job, input, startedAt: now });
  const id = `${job}-${await defaultKey(input, now)}`;
  for (let repeat = 1;; repeat++) {
    const numbered = repeat === 1 ? id : `${id}-${repeat}`;
    const run = await startOnce(engine, numbered, { job, input, startedAt: now });
    if (!run.existed || repeat === MAX_REPEATS || !await hasEnded(engine, numbered)) return run;
  }
}

async function startOnce(engine: RunEngine, id: string, params: RunParams): Promise<StartedRun> {
  if (await exists(engine, id)) return { id, existed: true };
  try {
    await engine.create({ id, params });
  } catch (error) {
    // Somebody else was faster.
    if (await exists(engine, id)) return { id, existed: true };
    throw error;
  }
  return { id, existed: false };
}

async function hasEnded(engine: RunEngine, id: string): Promise<boolean> {
  const { status } = await (await engine.get(id)).status();
  return status === "complete" || status === "errored" || status === "terminated";
}

/** Starts what a cron trigger stands for in a region. Answers the failures; one job does not hold up the next. */
export async function startScheduled(
  engine: RunEngine,
  { cron, region, at }: { cron: string; region: Region; at: number },
): Promise<unknown[]> {
  const due = SCHEDULE.filter((scheduled) => scheduled.cron === cron && scheduled.regions.includes(region));
  const started = await Promise.allSettled(
    due.map(({ job }) => startRun(engine, { job, input: {}, key: scheduledKey(at) }, at)),
  );
  return started.flatMap((result): unknown[] => result.status === "rejected" ? [result.reason] : []);
}

async function defaultKey(input: JobInput, now: number): Promise<string> {
  const minute = scheduledKey(now);
  const names = Object.entries(input).filter(([, value]) => value !== undefined).toSorted(([a], [b]) => a < b ? -1 : 1);
  if (names.length === 0) return minute;
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify(names)));
  const hex = Array.from(new Uint8Array(digest, 0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return `${minute}-${hex}`;
}

async function exists(engine: RunEngine, id: string): Promise<boolean> {
  try {
    await engine.get(id);
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes("instance.not_found")) return false;
    throw error;
  }
}
