import { reportError } from "../../contract/report-error.ts";
import type { Region } from "../../contract/tenant.ts";
import type { Database } from "../../stores/postgres/connect.ts";
import { readUnfinishedRuns } from "../../stores/postgres/job-runs/read-runs.ts";
import { recordEnd } from "../../stores/postgres/job-runs/record-run.ts";
import { log } from "./log.ts";
import type { RunEngine } from "./start-run.ts";

/** Any event makes the engine look after an instance; none of ours waits for this one. */
const WAKE = { type: "resume", payload: null };

/**
 * Wakes runs that have not ended, and writes down the end of those whose engine knows better. The platform resumes runs by
 * itself; a local runtime that was killed does so only for whom it is asked for. Answers how many are under way.
 */
export async function resumeRuns(engine: RunEngine, database: Database, region: Region): Promise<number> {
  let underWay = 0;
  for (const id of await readUnfinishedRuns(database, region)) {
    try {
      if (await resumeRun(engine, database, { region, id })) underWay++;
    } catch (error) {
      log("warn", "job run could not be resumed", { run_id: id, region, cause: reportError(error) });
    }
  }
  return underWay;
}

async function resumeRun(engine: RunEngine, database: Database, key: { region: Region; id: string }): Promise<boolean> {
  const instance = await engine.get(key.id);
  const { status, error } = await instance.status();
  switch (status) {
    case "complete":
      await recordEnd(database, key, { state: "complete" });
      return false;
    case "errored":
      await recordEnd(database, key, { state: "failed", error: error?.name ?? "the run failed" });
      return false;
    case "terminated":
      await recordEnd(database, key, { state: "stopped" });
      return false;
    default:
      await instance.sendEvent(WAKE);
      return true;
  }
}
