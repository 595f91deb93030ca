import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { REGIONS } from "../../contract/tenant.ts";
import { askClickHouse as askEngine } from "../../local/engines/clickhouse-http.ts";
import { startEngines } from "../../local/engines/start.ts";
import { BackupManifest } from "../../scripts/backup/manifest.ts";
import { endpointOf } from "../../scripts/migrate/choose-targets.ts";
import { findFreePorts } from "../helpers/free-ports.ts";
import { anEvent, askClickHouse, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";
import { STACK_VARIABLE } from "../helpers/test-stack.ts";

const facts = inject("stack");
const tenants: TestTenant[] = [];
const EVENTS = 20;
let dir: string;

/** Runs a command as an operator does. */
async function run(script: "backup" | "restore", ...args: string[]): Promise<{ ok: boolean; output: string }> {
  const command = ["run", "-A", `scripts/${script}.ts`, ...args];
  return await new Promise((resolve) => {
    execFile(process.execPath, command, { timeout: 60_000 }, (error, stdout, stderr) => {
      resolve({ ok: error === null, output: stdout + stderr });
    });
  });
}

async function readTables(backup: string): Promise<unknown[]> {
  const { postgres, clickhouse } = BackupManifest.parse(
    JSON.parse(await readFile(join(backup, "manifest.json"), "utf8")),
  );
  const stores = [postgres, ...REGIONS.map((region) => clickhouse[region])];
  return stores.flatMap(({ tables }) => tables.map(({ name, rows, checksum }) => ({ name, rows, checksum })));
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "fleetglass-backup-"));
  for (const region of REGIONS) {
    const tenant = await newTenant(facts, region);
    tenants.push(tenant);
    const events = Array.from(
      { length: EVENTS },
      (_, i) => anEvent({ error_message: `\t"${i}"\n\\N é`, cost_usd: i / 7 }),
    );
    await postEvents(facts, tenant, events);
    const count = "SELECT count() AS n FROM events WHERE org_id = {org:String}";
    const stored = () => askClickHouse<{ n: number }>(facts, region, count, { org: tenant.orgId });
    await until(stored, ([row]) => row?.n === EVENTS);
  }
  const { [STACK_VARIABLE]: dataDir = "" } = process.env;
  const { ok, output } = await run("backup", "--data-dir", dataDir, "--to", join(dir, "backup"));
  if (!ok) throw new Error(output);
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe("a backup", () => {
  it("is put back into empty databases, row for row, and can be used there", { timeout: 90_000 }, async () => {
    const empty = join(dir, "empty");
    const restored = await run("restore", "--from", join(dir, "backup"), "--data-dir", empty);
    expect([restored.ok, restored.ok ? "" : restored.output]).toEqual([true, ""]);
    const again = await run("backup", "--data-dir", empty, "--to", join(dir, "again"));
    expect(again.ok).toBe(true);
    const tables = await readTables(join(dir, "again"));
    expect(tables).toEqual(await readTables(join(dir, "backup")));
    expect(tables).toContainEqual(expect.objectContaining({ name: "api_keys", rows: expect.any(Number) }));

    const [clickhouse = 0, postgres = 0, neon = 0] = await findFreePorts(3);
    const ports = { clickhouse, postgres, neon };
    const engines = await startEngines({ dataDir: empty, ports, log: () => {}, env: {} });
    try {
      for (const { orgId, region } of tenants) {
        const sql = `SELECT count(), sum(cost_usd), max(error_message) FROM events FINAL WHERE org_id = '${orgId}'`;
        const source = { url: facts.urls.clickhouse, ...facts.clickhouse.admin, database: `fleetglass_${region}` };
        const expected = await askEngine(source, sql);
        expect(expected).toMatch(new RegExp(`^${EVENTS}\t`));
        expect(await askEngine(endpointOf(engines.clickhouse, region), sql)).toBe(expected);
        expect(await countKeys(engines.postgres.appUrl, orgId)).toBe(1);
      }
    } finally {
      await engines.stop();
    }
    const refused = await run("restore", "--from", join(dir, "backup"), "--data-dir", empty);
    expect([refused.ok, refused.output]).toEqual([false, expect.stringContaining("add --force")]);
  });

  it("is not put back when a file of it is damaged", async () => {
    const file = join(dir, "backup", "postgres/organizations.copy.gz");
    const bytes = await readFile(file);
    await writeFile(file, bytes.with(bytes.length - 5, (bytes.at(-5) ?? 0) ^ 1));
    const damaged = await run("restore", "--from", join(dir, "backup"), "--data-dir", join(dir, "other"));
    await writeFile(file, bytes);
    expect([damaged.ok, damaged.output]).toEqual([false, expect.stringContaining("is damaged")]);
  });

  it("is not written over another, and a folder without one is none", async () => {
    const { [STACK_VARIABLE]: dataDir = "" } = process.env;
    const over = await run("backup", "--data-dir", dataDir, "--to", join(dir, "backup"));
    expect([over.ok, over.output]).toEqual([false, expect.stringContaining("is not empty")]);
    const none = await run("restore", "--from", dir, "--data-dir", join(dir, "other"), "--force");
    expect([none.ok, none.output]).toEqual([false, expect.stringContaining("holds no backup")]);
  });
});

/** As the application sees it: the login and its policies work as before. */
async function countKeys(appUrl: string, orgId: string): Promise<number | undefined> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    await client.query("SELECT set_config('app.current_org_id', $1, false)", [orgId]);
    return (await client.query<{ n: number }>("SELECT count(*)::int AS n FROM api_keys")).rows[0]?.n;
  } finally {
    await client.end();
  }
}
