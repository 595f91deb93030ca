import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askClickHouse } from "../../../local/engines/clickhouse-http.ts";
import { type Engines, startEngines } from "../../../local/engines/start.ts";
import { endpointOf } from "../../../scripts/migrate/choose-targets.ts";
import { migrateUp } from "../../../scripts/migrate/run.ts";
import type { RegionAccess } from "../../../stores/clickhouse/ask-region.ts";
import { findFreePorts } from "../../helpers/free-ports.ts";
import { GENERATED_COLUMNS, type GeneratedEvents, generateEvents } from "./generate-events.ts";

/** A ClickHouse of its own with the product's schema. */
export interface BenchEngine {
  /** Sends a statement as the administrator and answers the result as text. */
  ask(statement: string): Promise<string>;
  /** How a role reaches the database. */
  access(role: "read" | "jobs"): RegionAccess;
  /** Fills `events`; answers how long it took, in ms. */
  load(events: GeneratedEvents): Promise<number>;
  stop(): Promise<void>;
}

const ROWS_PER_INSERT = 500_000;

/** Starts it in a folder that goes with it. */
export async function startBenchEngine(): Promise<BenchEngine> {
  const dataDir = await mkdtemp(join(tmpdir(), "fleetglass-bench-"));
  const [clickhouse = 0, postgres = 0, neon = 0] = await findFreePorts(3);
  const engines = await startEngines({ dataDir, ports: { clickhouse, postgres, neon }, log: () => {}, env: {} });
  const endpoint = endpointOf(engines.clickhouse, "us");
  await migrateUp({ targets: { clickhouse: { us: endpoint } } });
  const ask = (statement: string) => askClickHouse(endpoint, statement);
  return {
    ask,
    access: (role) => accessAs(engines, role),
    load: (events) => load(ask, events),
    async stop() {
      await engines.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function accessAs({ clickhouse }: Engines, role: "read" | "jobs"): RegionAccess {
  const { username: user, password } = clickhouse[role].us;
  return { url: clickhouse.url, database: clickhouse.databases.us, user, password };
}

async function load(ask: BenchEngine["ask"], events: GeneratedEvents): Promise<number> {
  const startedAt = performance.now();
  for (let from = 0; from < events.rows; from += ROWS_PER_INSERT) {
    const rows = generateEvents(events, from, Math.min(ROWS_PER_INSERT, events.rows - from));
    await ask(`INSERT INTO events (${GENERATED_COLUMNS.join(", ")}) ${rows}`);
  }
  return performance.now() - startedAt;
}
