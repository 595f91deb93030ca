import type { Region } from "../../contract/tenant.ts";
import type { DevFacts } from "../../local/dev-facts.ts";
import type { RegionAccess } from "../../stores/clickhouse/ask-region.ts";
import { openDatabase, useNeonEndpoints } from "../../stores/postgres/connect.ts";
import type { JobPorts } from "../../workers/jobs/job-ports.ts";
import type { JobContext } from "../../workers/jobs/run/job.ts";
import { keepSteps } from "./cut-off.ts";
import type { RealBuckets } from "./real-buckets.ts";

/** What a region's jobs Worker has on a stack, with buckets of the test's own. */
export function jobPorts(facts: DevFacts, region: Region, buckets: Omit<RealBuckets, "close">): JobPorts {
  useNeonEndpoints({ fetchEndpoint: facts.urls.neon, wsProxy: facts.urls.neon_websocket });
  const access = (role: "jobs" | "export"): RegionAccess => ({
    url: facts.urls.clickhouse,
    database: facts.clickhouse.databases[region],
    user: facts.clickhouse[role][region].username,
    password: facts.clickhouse[role][region].password,
  });
  const { rawLog, archive, exports } = buckets;
  return {
    region,
    erasurePauseMs: 90_000,
    clickhouse: access("jobs"),
    exporter: access("export"),
    rawLog,
    archive,
    exports,
    database: openDatabase(facts.urls.postgres_jobs),
    forgetInLive: () => Promise.resolve({ sessions: 0, lines: 0 }),
    forgetInTelemetry: () => Promise.resolve({ events: 0, traces: 0 }),
    startRun: () => Promise.reject(new Error("this test starts no other run")),
  };
}

/** What a job is given in a run: steps that are kept, and pauses that take no time. */
export function jobContext(ports: JobPorts, given: Partial<JobContext> = {}): JobContext {
  return {
    ports,
    runId: "r",
    startedAt: Date.now(),
    step: keepSteps(),
    pause: () => Promise.resolve(),
    tell: () => Promise.resolve(),
    ...given,
  };
}
