import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { askClickHouse, type ClickHouseEndpoint } from "../../local/engines/clickhouse-http.ts";
import type { ClickHouseFacts } from "../../local/engines/clickhouse.ts";
import type { PostgresFacts } from "../../local/engines/postgres.ts";
import pg from "pg";
import { findFreePorts } from "../helpers/free-ports.ts";
import { until } from "../helpers/stack-client.ts";

interface EngineFacts {
  clickhouse: ClickHouseFacts;
  postgres: PostgresFacts;
}

let dataDir: string;
let enginePorts: string[];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "fleetglass-engines-"));
  enginePorts = (await findFreePorts(3)).map(String);
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Starts the engines in a process that can be killed. */
async function start(): Promise<{ facts: EngineFacts; kill(signal: NodeJS.Signals): Promise<void> }> {
  const [clickhouse = "", postgres = "", neon = ""] = enginePorts;
  const ports = ["--clickhouse-port", clickhouse, "--postgres-port", postgres, "--neon-port", neon];
  const args = ["run", "-A", "local/engines-only.ts", "--data-dir", dataDir, ...ports];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  let printed = "";
  child.stdout.on("data", (chunk: Buffer) => printed += chunk.toString());
  await until(() => Promise.resolve(printed), (text) => text.includes("\n"), 60_000);
  return {
    facts: JSON.parse(printed) as EngineFacts,
    async kill(signal) {
      child.kill(signal);
      await exited;
    },
  };
}

async function isReachable(url: string): Promise<boolean> {
  return await fetch(`${url}/ping`).then(async (response) => {
    await response.body?.cancel();
    return true;
  }, () => false);
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("the embedded engines", () => {
  it("keep what they acknowledged through a hard kill, which leaves nothing running", async () => {
    const first = await start();
    const admin = { url: first.facts.clickhouse.url, ...first.facts.clickhouse.admin, database: "fleetglass_us" };
    await askClickHouse(admin, "CREATE TABLE kept (n UInt8) ENGINE = MergeTree ORDER BY n");
    await askClickHouse(admin, "INSERT INTO kept VALUES (7)");
    await query(first.facts.postgres.ownerUrl, "CREATE TABLE kept AS SELECT 7 AS n");
    await first.kill("SIGKILL");
    await until(() => isReachable(first.facts.clickhouse.url), (reachable) => !reachable, 10_000);
    await expect(query(first.facts.postgres.ownerUrl, "SELECT 1")).rejects.toThrow();

    const second = await start();
    try {
      expect(await askClickHouse(admin, "SELECT n FROM kept")).toBe("7\n");
      expect(await query(second.facts.postgres.ownerUrl, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
    } finally {
      await second.kill("SIGTERM");
    }
  });

  it("let a reader see its organisation's rows in its region, and nothing else", async () => {
    const { facts: { clickhouse }, kill } = await start();
    try {
      const admin: ClickHouseEndpoint = { url: clickhouse.url, ...clickhouse.admin };
      for (const region of ["us", "eu"] as const) {
        const table = `${clickhouse.databases[region]}.events`;
        await askClickHouse(admin, `CREATE TABLE ${table} (org_id String, n UInt8) ENGINE = MergeTree ORDER BY n`);
        const ingest = { url: clickhouse.url, ...clickhouse.ingest[region] };
        await askClickHouse(ingest, `INSERT INTO ${table} VALUES ('org_a', 1), ('org_b', 2)`);
      }
      const ask = async (sql: string, orgId?: string, settings = "") => {
        const response = await fetch(`${clickhouse.url}/?${settings}`, {
          method: "POST",
          headers: {
            "X-ClickHouse-User": clickhouse.read.eu.username,
            "X-ClickHouse-Key": clickhouse.read.eu.password,
            ...(orgId === undefined ? {} : { "X-Org-Id": orgId }),
          },
          body: sql,
        });
        return (await response.text()).trim();
      };
      expect(await ask("SELECT n FROM fleetglass_eu.events", "org_b")).toBe("2");
      expect(await ask("SELECT count() FROM fleetglass_eu.events")).toBe("0");
      expect(await ask("SELECT n FROM fleetglass_us.events", "org_b")).toContain("ACCESS_DENIED");
      expect(await ask("INSERT INTO fleetglass_eu.events VALUES ('org_b', 3)", "org_b")).toContain("ACCESS_DENIED");
      expect(await ask("SELECT 1", "org_b", "max_execution_time=0")).toContain("SETTING_CONSTRAINT_VIOLATION");
      expect(await ask("SELECT * FROM file('/etc/passwd', LineAsString)", "org_b")).toContain("ACCESS_DENIED");
    } finally {
      await kill("SIGTERM");
    }
  });
});
