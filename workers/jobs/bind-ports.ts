import type { ForgetfulObject } from "../../contract/rpc.ts";
import { openDatabase, useNeonEndpoints } from "../../stores/postgres/connect.ts";
import { jobsConfig } from "./config.ts";
import type { JobPorts } from "./job-ports.ts";
import { startRun } from "./start-run.ts";

/** The parts that jobs need, from the Worker's bindings. */
export function bindPorts(env: JobsEnv): JobPorts {
  const { region, databaseUrl, neonFetchEndpoint, clickhouse, exporter, jurisdictions } = jobsConfig(env);
  useNeonEndpoints({ fetchEndpoint: neonFetchEndpoint, wsProxy: "" });
  return {
    region,
    clickhouse,
    exporter,
    rawLog: env.RAW_LOG,
    archive: env.ARCHIVE,
    exports: env.EXPORTS,
    database: openDatabase(databaseUrl),
    forgetInLive: async (orgId, digests) => {
      const namespace = jurisdictions && region === "eu" ? env.ORG_LIVE.jurisdiction("eu") : env.ORG_LIVE;
      // The object's script is not part of this program; the contract says what its stub answers to.
      const { sessions, lines } = await (namespace.getByName(orgId) as unknown as ForgetfulObject).forgetPeople(
        orgId,
        digests,
      );
      return { sessions, lines };
    },
    startRun: (request) => startRun(env.RUNS, request, Date.now()),
  };
}
