import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Region, REGIONS } from "../../contract/tenant.ts";
import { type Child, startChild } from "../processes/start-child.ts";
import { waitUntilReady } from "../processes/wait-until-ready.ts";
import { CLICKHOUSE_ACCOUNTS, type ClickHouseAccount, databaseOf } from "./clickhouse-access.ts";
import { askClickHouse } from "./clickhouse-http.ts";
import { renderServerConfig, renderUsersConfig } from "./clickhouse-config.ts";
import { requireFreePort } from "./ports.ts";
import type { ClickHouseMemory } from "./clickhouse-memory.ts";
import type { Secrets } from "./secrets.ts";
import { writeFileAtomically } from "./write-file.ts";

const CHILD_SCRIPT = fileURLToPath(new URL("./clickhouse-child.ts", import.meta.url).href);

export interface Login {
  username: string;
  password: string;
}

export interface ClickHouseFacts {
  url: string;
  databases: Record<Region, string>;
  /** Owns everything; for migrations. */
  admin: Login;
  ingest: Record<Region, Login>;
  read: Record<Region, Login>;
  jobs: Record<Region, Login>;
  export: Record<Region, Login>;
}

export interface ClickHouseOptions {
  /** Holds the engine's library. */
  packageDir: string;
  /** Holds the tables, the configuration and the log. */
  dir: string;
  port: number;
  secrets: Secrets;
  memory: ClickHouseMemory;
}

/** Starts ClickHouse's HTTP server on a local port and makes sure both regions' databases exist. */
export async function startClickHouse(options: ClickHouseOptions): Promise<ClickHouseFacts & { child: Child }> {
  const { dir, port, secrets, memory } = options;
  await requireFreePort(port, "ClickHouse", "--clickhouse-port");
  const library = await findLibrary(options.packageDir);
  const config = await writeConfig(dir, secrets, memory);
  const facts = describeClickHouse(port, secrets);
  const child = await startChild({
    name: "clickhouse",
    command: process.execPath,
    args: ["run", "--no-config", "-A", CHILD_SCRIPT, library, ...engineArguments(dir, port, config)],
    cwd: dir,
    logPath: join(dir, "process.log"),
    stopBy: "stdin",
    // Kept connections of clients hold up its own way out; what it has acknowledged survives a hard end.
    graceMs: 1_500,
  });
  try {
    await waitUntilReady({ child, isReady: () => isServing(facts), timeoutMs: 60_000 });
    for (const region of REGIONS) {
      await askClickHouse(
        { url: facts.url, ...facts.admin },
        `CREATE DATABASE IF NOT EXISTS ${databaseOf(region)}`,
      );
    }
  } catch (error) {
    await child.stop();
    throw error;
  }
  return { ...facts, child };
}

async function findLibrary(packageDir: string): Promise<string> {
  const name = (await readdir(packageDir)).find((file) => file.startsWith("libchdb."));
  if (name === undefined) {
    throw new Error(`${packageDir} holds no ClickHouse library; delete that folder and try again`);
  }
  return join(packageDir, name);
}

function engineArguments(dir: string, port: number, config: string): string[] {
  return [
    `--path=${join(dir, "data")}`,
    `--http_port=${port}`,
    "--listen_host=127.0.0.1",
    `--config-file=${config}`,
    "--log-level=warning",
    "--logger.level=warning",
    // Reading standard input as a table keeps the engine running until that input ends.
    "--input-format=LineAsString",
    "--structure=line String",
    "--query=SYSTEM START LISTEN HTTP; SELECT count() FROM table",
  ];
}

async function writeConfig(dir: string, secrets: Secrets, memory: ClickHouseMemory): Promise<string> {
  const paths = { users: join(dir, "users.xml"), log: join(dir, "server.log"), backups: join(dir, "backups") + "/" };
  await mkdir(paths.backups, { recursive: true });
  await mkdir(join(dir, "data"), { recursive: true });
  await writeFileAtomically(paths.users, renderUsersConfig(secrets, memory), 0o600);
  await writeFileAtomically(join(dir, "config.xml"), renderServerConfig(paths, memory), 0o600);
  return join(dir, "config.xml");
}

function describeClickHouse(port: number, secrets: Secrets): ClickHouseFacts {
  const loginOf = (match: (account: ClickHouseAccount) => boolean): Login => {
    const account = CLICKHOUSE_ACCOUNTS.find(match);
    if (account === undefined) throw new Error("ClickHouse has no account for one of its roles");
    return { username: account.user, password: secrets[account.secret] };
  };
  const regional = (role: ClickHouseAccount["role"]): Record<Region, Login> => ({
    us: loginOf((account) => account.role === role && account.region === "us"),
    eu: loginOf((account) => account.role === role && account.region === "eu"),
  });
  return {
    url: `http://127.0.0.1:${port}`,
    databases: { us: databaseOf("us"), eu: databaseOf("eu") },
    admin: loginOf((account) => account.role === "admin"),
    ingest: regional("ingest"),
    read: regional("read"),
    jobs: regional("jobs"),
    export: regional("export"),
  };
}

/** Our own password is part of the question: another server on the port answers pings too. */
async function isServing(facts: ClickHouseFacts): Promise<boolean> {
  return await askClickHouse({ url: facts.url, ...facts.admin }, "SELECT 1").then(() => true, () => false);
}
