import type { ForgetfulObject, ForgetfulTelemetry } from "../../contract/rpc.ts";
import { openDatabase, useNeonEndpoints } from "../../stores/postgres/connect.ts";
import { jobsConfig } from "./config.ts";
import type { JobPorts } from "./job-ports.ts";
import { startRun } from "./start-run.ts";

/** The parts that jobs need, from the Worker's bindings. */
export function bindPorts(env: JobsEnv): JobPorts {
  const { databaseUrl, neonFetchEndpoint, jurisdictions, ...config } = jobsConfig(env);
  const { region } = config;
  useNeonEndpoints({ fetchEndpoint: neonFetchEndpoint, wsProxy: "" });
  const place = (namespace: DurableObjectNamespace) =>
    jurisdictions && region === "eu" ? namespace.jurisdiction("eu") : namespace;
  return {
    ...config,
    rawLog: env.RAW_LOG,
    archive: env.ARCHIVE,
    exports: env.EXPORTS,
    database: openDatabase(databaseUrl),
    // The objects' script is not part of this program; the contract says what their stubs answer to.
    forgetInLive: async (orgId, digests) => {
      const object = place(env.ORG_LIVE).getByName(orgId) as unknown as ForgetfulObject;
      const { sessions, lines } = await object.forgetPeople(orgId, digests);
      return { sessions, lines };
    },
    forgetInTelemetry: async (orgId, digests) => {
      const object = place(env.ORG_TELEMETRY).getByName(orgId) as unknown as ForgetfulTelemetry;
      const { events, traces } = await object.forgetPeople(orgId, digests);
      return { events, traces };
    },
    startRun: (request) => startRun(env.RUNS, request, Date.now()),
  };
}
