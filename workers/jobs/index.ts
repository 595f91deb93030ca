import { openDatabase, useNeonEndpoints } from "../../stores/postgres/connect.ts";
import { deleteExpiredSignIns } from "../../stores/postgres/sessions/delete-expired.ts";
import { jobsConfig } from "./config.ts";

export default {
  /** Hourly: expired sign-ins and one-time codes go. */
  async scheduled(controller, env): Promise<void> {
    const { authDatabaseUrl, neonFetchEndpoint } = jobsConfig(env);
    useNeonEndpoints({ fetchEndpoint: neonFetchEndpoint, wsProxy: "" });
    const swept = await deleteExpiredSignIns(openDatabase(authDatabaseUrl), new Date(controller.scheduledTime));
    console.log(JSON.stringify({ level: "info", message: "expired sign-ins deleted", ...swept }));
  },
} satisfies ExportedHandler<JobsEnv>;
