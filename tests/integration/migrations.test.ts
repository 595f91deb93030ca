import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askClickHouse } from "../../local/engines/clickhouse-http.ts";
import { type Engines, startEngines } from "../../local/engines/start.ts";
import { endpointOf } from "../../scripts/migrate/choose-targets.ts";
import {
  migrateDown,
  migrateUp,
  type MigrationTargets,
  readStatus,
  type StoreReport,
} from "../../scripts/migrate/run.ts";
import { findFreePorts } from "../helpers/free-ports.ts";

let dataDir: string;
let engines: Engines;
let targets: MigrationTargets;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "fleetglass-migrations-"));
  const [clickhouse = 0, postgres = 0, neon = 0] = await findFreePorts(3);
  engines = await startEngines({ dataDir, ports: { clickhouse, postgres, neon }, log: () => {}, env: {} });
  targets = {
    postgresUrl: engines.postgres.ownerUrl,
    clickhouse: { us: endpointOf(engines.clickhouse, "us"), eu: endpointOf(engines.clickhouse, "eu") },
  };
});

afterAll(async () => {
  await engines?.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const countSteps = (reports: StoreReport[]) => reports.reduce((sum, { steps }) => sum + steps.length, 0);
const countPending = async () => (await readStatus({ targets })).reduce((sum, { pending }) => sum + pending.length, 0);

async function listTables(region: "us" | "eu"): Promise<string[]> {
  const text = await askClickHouse(endpointOf(engines.clickhouse, region), "SHOW TABLES");
  return text.split("\n").filter(Boolean);
}

// All of them several times, some of which write tables anew.
describe("migrations on both engines", { timeout: 120_000 }, () => {
  it("go up, all the way down and up again", async () => {
    const total = await countPending();
    expect(countSteps(await migrateUp({ targets }))).toBe(total);
    expect(await listTables("eu")).toContain("events");

    expect(countSteps(await migrateDown({ targets, target: "0000" }))).toBe(total);
    expect(await listTables("eu")).not.toContain("events");
    expect(await countPending()).toBe(total);

    expect(countSteps(await migrateUp({ targets }))).toBe(total);
    expect(await countPending()).toBe(0);
  });

  it("change nothing in a dry run", async () => {
    const before = await readStatus({ targets });
    const planned = await migrateDown({ targets, target: "0000", dryRun: true });
    expect(countSteps(planned)).toBeGreaterThan(0);
    expect(await readStatus({ targets })).toEqual(before);
  });

  it("are applied once by several runs at the same time", async () => {
    await migrateDown({ targets, target: "0000" });
    const total = await countPending();
    const runs = await Promise.all([migrateUp({ targets }), migrateUp({ targets }), migrateUp({ targets })]);
    expect(runs.reduce((sum, reports) => sum + countSteps(reports), 0)).toBe(total);
  });
});
