import { reportError } from "../../contract/report-error.ts";
import { bindPorts } from "./bind-ports.ts";
import { log } from "./log.ts";
import { startScheduled } from "./start-run.ts";

export { Jobs } from "./region-jobs.ts";
export { JobWorkflow } from "./run/workflow.ts";

export default {
  /** One deployment per region: starts what the trigger stands for there. */
  async scheduled({ cron, scheduledTime }, env): Promise<void> {
    const { region } = bindPorts(env);
    const failures = await startScheduled(env.RUNS, { cron, region, at: scheduledTime });
    for (const failure of failures) {
      log("error", "scheduled job not started", { cron, region, cause: reportError(failure) });
    }
    if (failures.length > 0) throw new Error(`${failures.length} scheduled jobs were not started`);
  },
} satisfies ExportedHandler<JobsEnv>;
