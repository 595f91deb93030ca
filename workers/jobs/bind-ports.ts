import { openDatabase, useNeonEndpoints } from "../../stores/postgres/connect.ts";
import { jobsConfig } from "./config.ts";
import type { JobPorts } from "./job-ports.ts";
import { startRun } from "./start-run.ts";

/** The parts that jobs need, from the Worker's bindings. */
export function bindPorts(env: JobsEnv): JobPorts {
  const { region, databaseUrl, neonFetchEndpoint, clickhouse, exporter } = jobsConfig(env);
  useNeonEndpoints({ fetchEndpoint: neonFetchEndpoint, wsProxy: "" });
  return {
    region,
    clickhouse,
    exporter,
    rawLog: env.RAW_LOG,
    archive: env.ARCHIVE,
    exports: env.EXPORTS,
    database: openDatabase(databaseUrl),
    startRun: (request) => startRun(env.RUNS, request, Date.now()),
  };
}
