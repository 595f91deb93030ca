import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { REGIONS } from "../contract/tenant.ts";
import { endpointOf, isLocal } from "../scripts/migrate/choose-targets.ts";
import { PRICE_LIST } from "../contract/prices/price-list.ts";
import { migrateUp } from "../scripts/migrate/run.ts";
import { priceLines } from "../scripts/prices/price-lines.ts";
import { seedPriceTable } from "../scripts/prices/seed-price-table.ts";
import { startClock } from "./clock/start-clock.ts";
import { type DemoOrganization, type DevFacts, publishFacts, withdrawFacts } from "./dev-facts.ts";
import type { DevOptions } from "./dev-options.ts";
import { requireFreePort } from "./engines/ports.ts";
import { type Engines, startEngines } from "./engines/start.ts";
import { seedHistory } from "./history/seed-history.ts";
import { lockFolder } from "./processes/lock-folder.ts";
import type { Child } from "./processes/start-child.ts";
import type { Progress } from "./progress.ts";
import { OWN_ORGANIZATION } from "./seed/demo-organizations.ts";
import { seedDemo } from "./seed.ts";
import { type Dashboard, startDashboard } from "./start-dashboard.ts";
import { startFleet } from "./start-fleet.ts";
import { startWorkers } from "./start-workers.ts";

export interface Stack {
  facts: DevFacts;
  /** Resolves with the first process that ends without having been asked to. */
  broken: Promise<Child>;
  /** Ends everything, the last started first. */
  stop(): Promise<void>;
}

/** Starts the whole product on this machine: engines, schema, demo organisations, Workers and dashboard. */
export async function startStack(options: DevOptions, progress: Progress): Promise<Stack> {
  const { dataDir, ports, erasurePauseSeconds, keyVerdictSeconds } = options;
  await mkdir(join(dataDir, "logs"), { recursive: true });
  const stops: (() => Promise<void>)[] = [await lockFolder(dataDir)];
  const stop = async () => {
    for (const stopPart of stops.splice(0).toReversed()) await stopPart();
  };
  try {
    await requirePorts(options);
    const engines = await progress.run("engines", (report) => startEngines({ dataDir, ports, log: report }));
    stops.push(engines.stop);
    await progress.run("migrations", (report) => migrate(engines, report));

    const edgeUrl = `http://127.0.0.1:${ports.edge}`;
    const publicUrl = options.dashboard === "none" ? edgeUrl : `http://localhost:${ports.dashboard}`;
    const organizations = await progress.run("demo organisations", (report) => seed(engines, dataDir, report));
    // Before anybody can post: only an organisation without events gets a past.
    if (options.hasHistory) await progress.run("demo history", (report) => fillPast(engines, organizations, report));

    // Each compiles on its own; together they take little longer than one.
    const [workers, dashboard] = await Promise.allSettled([
      progress.run(
        "workers",
        () =>
          startWorkers({
            engines,
            edgeUrl,
            publicUrl,
            dataDir,
            port: ports.edge,
            erasurePauseSeconds,
            keyVerdictSeconds,
          }),
      ),
      openDashboard(options, { edgeUrl, organizations }, progress),
    ]);
    if (workers.status === "fulfilled") stops.push(workers.value.stop);
    if (dashboard.status === "fulfilled" && dashboard.value) stops.push(dashboard.value.stop);
    if (workers.status === "rejected") throw workers.reason;
    if (dashboard.status === "rejected") throw dashboard.reason;

    const children = [...engines.children, workers.value, ...(dashboard.value?.child ? [dashboard.value.child] : [])];
    const dashboardUrl = dashboard.value && publicUrl;
    const facts = describeStack({ engines, edgeUrl, dashboardUrl, organizations, children });
    await publishFacts(dataDir, facts);
    stops.push(() => withdrawFacts(dataDir));
    const operator = { edge: edgeUrl, token: engines.secrets.operator_token };
    const clock = startClock(operator, (line) => console.error(line));
    stops.push(() => Promise.resolve(clock.stop()));
    if (options.fleetRate !== undefined) {
      const fleet = await startFleet({ dataDir, rate: options.fleetRate });
      stops.push(fleet.stop);
      children.push(fleet);
    }
    return { facts, broken: Promise.race(children.map((child) => child.exited.then(() => child))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Those of the parts that start last: a minute of work should not end at a taken port. */
async function requirePorts({ ports, dashboard }: DevOptions): Promise<void> {
  await requireFreePort(ports.edge, "the edge", "--edge-port");
  if (dashboard !== "none") await requireFreePort(ports.dashboard, "the dashboard", "--dashboard-port");
}

async function migrate(engines: Engines, report: (detail: string) => void): Promise<void> {
  const clickhouse = Object.fromEntries(REGIONS.map((region) => [region, endpointOf(engines.clickhouse, region)]));
  const postgresUrl = engines.postgres.ownerUrl;
  await migrateUp({ targets: { postgresUrl, clickhouse }, log: report });
  await seedPriceTable(postgresUrl, priceLines(PRICE_LIST), { dryRun: false });
}

async function fillPast(
  { clickhouse: { url, admin, databases } }: Engines,
  organizations: DemoOrganization[],
  report: (detail: string) => void,
): Promise<void> {
  const access = { url, user: admin.username, password: admin.password, databases };
  await seedHistory({ clickhouse: access, organizations, log: report });
}

/** A database on another machine gets no people whose password everybody knows. */
async function seed(engines: Engines, dataDir: string, report: (detail: string) => void): Promise<DemoOrganization[]> {
  const { appUrl, authUrl } = engines.postgres;
  if (!isLocal({ postgresUrl: appUrl })) {
    report("left out, as the database is not on this machine");
    return [];
  }
  const { organizations } = await seedDemo({ appUrl, authUrl, dataDir });
  return organizations;
}

async function openDashboard(
  { dashboard: mode, dataDir, ports }: DevOptions,
  { edgeUrl, organizations }: { edgeUrl: string; organizations: readonly DemoOrganization[] },
  progress: Progress,
): Promise<Dashboard | undefined> {
  if (mode === "none") return undefined;
  const own = organizations.find(({ slug }) => slug === OWN_ORGANIZATION);
  const telemetry = own === undefined ? {} : { telemetryKey: own.api_key };
  return await progress.run(
    mode === "dev" ? "dashboard" : "dashboard (built)",
    () => startDashboard({ mode, dataDir, edgeUrl, port: ports.dashboard, ...telemetry }),
  );
}

interface StackParts {
  engines: Engines;
  edgeUrl: string;
  dashboardUrl?: string;
  organizations: DemoOrganization[];
  children: Child[];
}

function describeStack({ engines, edgeUrl, dashboardUrl, organizations, children }: StackParts): DevFacts {
  const { clickhouse: { url, ...clickhouse }, postgres, neon } = engines;
  return {
    version: 1,
    pid: process.pid,
    pids: Object.fromEntries(children.map(({ name, pid }) => [name, pid])),
    urls: {
      edge: edgeUrl,
      ...(dashboardUrl === undefined ? {} : { dashboard: dashboardUrl }),
      clickhouse: url,
      postgres: postgres.ownerUrl,
      postgres_app: postgres.appUrl,
      postgres_auth: postgres.authUrl,
      postgres_jobs: postgres.jobsUrl,
      neon: neon.sqlUrl,
      neon_websocket: neon.wsProxy,
    },
    clickhouse,
    organizations,
    operator_token: engines.secrets.operator_token,
    started_at: new Date().toISOString(),
  };
}
