import { type JobInput, type JobName, SCHEDULE, scheduledKey, type StartedRun } from "../../contract/jobs.ts";
import type { Region } from "../../contract/tenant.ts";
import type { RunParams } from "./run/workflow.ts";

/** The engine that runs are instances of. */
export type RunEngine = Pick<Workflow<RunParams>, "create" | "get">;

/** A run that is asked for. */
export interface RunRequest {
  job: JobName;
  input: JobInput;
  /** Names the run among those of its job; without one, the minute and the input do. */
  key?: string | undefined;
}

/**
 * Starts a run. Its id is made of the job and the key, so asking twice starts one run: the second finds the first. `now` is
 * epoch ms.
 */
export async function startRun(engine: RunEngine, request: RunRequest, now: number): Promise<StartedRun> {
  const { job, input } = request;
  const id = `${job}-${request.key ?? await defaultKey(input, now)}`;
  if (await exists(engine, id)) return { id, existed: true };
  try {
    await engine.create({ id, params: { job, input, startedAt: now } });
  } catch (error) {
    // Somebody else was faster.
    if (await exists(engine, id)) return { id, existed: true };
    throw error;
  }
  return { id, existed: false };
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
