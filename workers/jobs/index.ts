import { reportError } from "../../contract/report-error.ts";
import { openDatabase, useNeonEndpoints } from "../../stores/postgres/connect.ts";
import { deleteExpiredSignIns } from "../../stores/postgres/sessions/delete-expired.ts";
import { jobsConfig } from "./config.ts";

export default {
  /** Hourly: expired sign-ins and one-time codes go. */
  async scheduled(controller, env): Promise<void> {
    const { authDatabaseUrl, neonFetchEndpoint } = jobsConfig(env);
    useNeonEndpoints({ fetchEndpoint: neonFetchEndpoint, wsProxy: "" });
    const log = logOf(`job_${crypto.randomUUID().replaceAll("-", "")}`);
    const swept = await deleteExpiredSignIns(openDatabase(authDatabaseUrl), new Date(controller.scheduledTime)).catch(
      (error: unknown) => {
        log("error", "deleting expired sign-ins failed", { cause: reportError(error) });
        // The run has to count as failed, and the runtime prints what leaves here: not the query and its values.
        throw new Error("deleting expired sign-ins failed");
      },
    );
    log("info", "expired sign-ins deleted", swept);
  },
} satisfies ExportedHandler<JobsEnv>;

/** Writes lines of one run. */
function logOf(requestId: string) {
  return (level: "info" | "error", message: string, facts: object) => {
    console.log(JSON.stringify({ level, message, request_id: requestId, ...facts }));
  };
}
