import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DevFacts } from "../../local/dev-facts.ts";
import { currentCacheDir } from "../../local/engines/cache-dir.ts";
import { chooseMemory } from "../../local/engines/clickhouse-memory.ts";
import { startClickHouse } from "../../local/engines/clickhouse.ts";
import { ensurePackage } from "../../local/engines/ensure-package.ts";
import { startNeonProxy } from "../../local/engines/neon-proxy.ts";
import { clickhousePackage, postgresPackage } from "../../local/engines/packages.ts";
import { choosePlatform, describeMachine } from "../../local/engines/platform.ts";
import { startPostgres } from "../../local/engines/postgres.ts";
import { loadSecrets } from "../../local/engines/secrets.ts";
import type { Child } from "../../local/processes/start-child.ts";
import { startWorkers } from "../../local/start-workers.ts";
import { REGIONS } from "../../contract/tenant.ts";
import { endpointOf } from "../../scripts/migrate/choose-targets.ts";
import { migrateUp, type MigrationTargets } from "../../scripts/migrate/run.ts";
import { findFreePorts } from "../helpers/free-ports.ts";

/** A process of the stack that can be killed and started again while the others stay. */
export type Part = "clickhouse" | "postgres" | "workers";

/** The Workers count as started once they reach the engines. */
const START_ORDER: readonly Part[] = ["clickhouse", "postgres", "workers"];

/** The product on its real engines, as `deno task dev` runs it, with each part in our hands. */
export class FaultStack {
  readonly facts: DevFacts;
  readonly dataDir: string;
  readonly #start: Record<Part, () => Promise<Child>>;
  readonly #running = new Map<Part, Child>();
  readonly #stopProxy: () => Promise<void>;
  /** What `deno task migrate` would be pointed at. */
  readonly targets: MigrationTargets;

  private constructor(
    facts: DevFacts,
    dataDir: string,
    start: Record<Part, () => Promise<Child>>,
    running: Iterable<[Part, Child]>,
    stopProxy: () => Promise<void>,
    targets: MigrationTargets,
  ) {
    this.facts = facts;
    this.dataDir = dataDir;
    this.#start = start;
    this.#running = new Map(running);
    this.#stopProxy = stopProxy;
    this.targets = targets;
  }

  /** Starts everything on free ports and an empty folder. */
  static async start(): Promise<FaultStack> {
    const dataDir = await mkdtemp(join(tmpdir(), "fleetglass-faults-"));
    await mkdir(join(dataDir, "logs"));
    const [edge = 0, clickhousePort = 0, postgresPort = 0, neonPort = 0] = await findFreePorts(4);
    const secrets = await loadSecrets(dataDir);
    const platform = choosePlatform(describeMachine());
    const packages = await Promise.all(
      [clickhousePackage(platform), postgresPackage(platform)].map((pkg) =>
        ensurePackage(pkg, currentCacheDir(), console.error)
      ),
    );
    const [clickhouseDir = "", postgresDir = ""] = packages;
    const openClickHouse = () =>
      startClickHouse({
        packageDir: clickhouseDir,
        dir: join(dataDir, "clickhouse"),
        port: clickhousePort,
        secrets,
        memory: chooseMemory(process.env),
      });
    const openPostgres = () =>
      startPostgres({ packageDir: postgresDir, dir: join(dataDir, "postgres"), port: postgresPort, secrets });

    const running: [Part, Child][] = [];
    try {
      const { child: clickhouseChild, ...clickhouse } = await openClickHouse();
      running.push(["clickhouse", clickhouseChild]);
      const { child: postgresChild, ...postgres } = await openPostgres();
      running.push(["postgres", postgresChild]);
      const { stop: stopProxy, ...neon } = await startNeonProxy({
        port: neonPort,
        target: { host: "127.0.0.1", port: postgresPort },
      });
      const targets: MigrationTargets = {
        postgresUrl: postgres.ownerUrl,
        clickhouse: Object.fromEntries(REGIONS.map((region) => [region, endpointOf(clickhouse, region)])),
      };
      await migrateUp({ targets });
      const edgeUrl = `http://127.0.0.1:${edge}`;
      const engines = { clickhouse, postgres, neon, secrets };
      const openWorkers = () => startWorkers({ engines, edgeUrl, publicUrl: edgeUrl, dataDir, port: edge });
      running.push(["workers", await openWorkers()]);
      const { url, ...logins } = clickhouse;
      const facts: DevFacts = {
        version: 1,
        pid: process.pid,
        pids: {},
        urls: {
          edge: edgeUrl,
          clickhouse: url,
          postgres: postgres.ownerUrl,
          postgres_app: postgres.appUrl,
          postgres_auth: postgres.authUrl,
          postgres_jobs: postgres.jobsUrl,
          neon: neon.sqlUrl,
          neon_websocket: neon.wsProxy,
        },
        clickhouse: logins,
        organizations: [],
        operator_token: secrets.operator_token,
        started_at: new Date().toISOString(),
      };
      const start = {
        clickhouse: async () => (await openClickHouse()).child,
        postgres: async () => (await openPostgres()).child,
        workers: openWorkers,
      };
      return new FaultStack(facts, dataDir, start, running, stopProxy, targets);
    } catch (error) {
      await Promise.all(running.map(([, child]) => child.stop()));
      throw error;
    }
  }

  /** Ends a part and everything it started as a power cut would. */
  async kill(...parts: Part[]): Promise<void> {
    const children = parts.map((part) => this.#childOf(part));
    for (const { pid } of children) process.kill(-pid, "SIGKILL");
    await Promise.all(children.map((child) => child.exited));
    for (const part of parts) this.#running.delete(part);
  }

  /** Asks a part to end, and waits until it has. */
  async end(part: Part): Promise<void> {
    await this.#childOf(part).stop();
    this.#running.delete(part);
  }

  /** Starts parts again on what they left behind; returns once they serve. */
  async restart(...parts: Part[]): Promise<void> {
    for (const part of START_ORDER) {
      if (parts.includes(part)) this.#running.set(part, await this.#start[part]());
    }
  }

  /** Freezes a part: its port still takes connections, and nobody answers. */
  pause(part: Part): void {
    process.kill(-this.#childOf(part).pid, "SIGSTOP");
  }

  /** Lets a frozen part go on. */
  resume(part: Part): void {
    process.kill(-this.#childOf(part).pid, "SIGCONT");
  }

  /** Ends everything and deletes what it kept. */
  async stop(): Promise<void> {
    for (const part of START_ORDER.toReversed()) await this.#running.get(part)?.stop();
    await this.#stopProxy();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  #childOf(part: Part): Child {
    const child = this.#running.get(part);
    if (child === undefined) throw new Error(`${part} is not running`);
    return child;
  }
}
