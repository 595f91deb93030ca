import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Child } from "../processes/start-child.ts";
import { currentCacheDir } from "./cache-dir.ts";
import { type ClickHouseFacts, startClickHouse } from "./clickhouse.ts";
import { ensurePackage } from "./ensure-package.ts";
import { chooseMemory } from "./clickhouse-memory.ts";
import {
  chooseProxyTarget,
  describeExternalClickHouse,
  describeExternalPostgres,
  type Environment,
} from "./external.ts";
import { type NeonFacts, startNeonProxy } from "./neon-proxy.ts";
import { clickhousePackage, postgresPackage } from "./packages.ts";
import { choosePlatform, describeMachine } from "./platform.ts";
import { type PostgresFacts, startPostgres } from "./postgres.ts";
import { loadSecrets, type Secrets } from "./secrets.ts";

export interface EnginePorts {
  clickhouse: number;
  postgres: number;
  neon: number;
}

export interface EngineOptions {
  /** Holds everything the engines keep; made when missing. One instance at a time. */
  dataDir: string;
  ports: EnginePorts;
  /** Told what happens, one line at a time. */
  log: (line: string) => void;
  /** `CLICKHOUSE_URL` and `DATABASE_URL` in it take the place of the embedded engines. */
  env?: Environment;
}

export interface Engines {
  clickhouse: ClickHouseFacts;
  postgres: PostgresFacts;
  /** Empty texts mean that the driver finds the service by itself. */
  neon: NeonFacts;
  secrets: Secrets;
  /** The engines' processes, for watching them. */
  children: Child[];
  stop(): Promise<void>;
}

/** Something that runs, and how to end it. */
interface Part<Facts> {
  facts: Facts;
  child?: Child;
  stop?: () => Promise<void>;
}

/** Starts ClickHouse, PostgreSQL and the Neon proxy, and fetches what they need on first use. */
export async function startEngines(options: EngineOptions): Promise<Engines> {
  const dataDir = resolve(options.dataDir);
  await mkdir(dataDir, { recursive: true });
  const secrets = await loadSecrets(dataDir);
  const setting = { ...options, dataDir, secrets, env: options.env ?? process.env };

  const [clickhouse, postgres] = await Promise.allSettled([openClickHouse(setting), openPostgres(setting)]);
  const parts: Part<unknown>[] = [clickhouse, postgres].flatMap((part) =>
    part.status === "fulfilled" ? [part.value] : []
  );
  const stop = async () => {
    for (const part of parts.toReversed()) await part.stop?.();
  };
  try {
    if (clickhouse.status === "rejected") throw clickhouse.reason;
    if (postgres.status === "rejected") throw postgres.reason;
    const neon = await openNeon(postgres.value.facts.appUrl, options.ports.neon);
    parts.push(neon);
    return {
      clickhouse: clickhouse.value.facts,
      postgres: postgres.value.facts,
      neon: neon.facts,
      secrets,
      children: parts.flatMap((part) => part.child ?? []),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Setting = Required<EngineOptions> & { secrets: Secrets };

async function openClickHouse({ env, ports, secrets, dataDir, log }: Setting): Promise<Part<ClickHouseFacts>> {
  const external = describeExternalClickHouse(env);
  if (external) return { facts: external };
  const pkg = clickhousePackage(choosePlatform(describeMachine()));
  const packageDir = await ensurePackage(pkg, currentCacheDir(), log);
  const dir = join(dataDir, "clickhouse");
  const memory = chooseMemory(env);
  const { child, ...facts } = await startClickHouse({ packageDir, dir, port: ports.clickhouse, secrets, memory });
  return { facts, child, stop: child.stop };
}

async function openPostgres({ env, ports, secrets, dataDir, log }: Setting): Promise<Part<PostgresFacts>> {
  const external = describeExternalPostgres(env);
  if (external) return { facts: external };
  const pkg = postgresPackage(choosePlatform(describeMachine()));
  const packageDir = await ensurePackage(pkg, currentCacheDir(), log);
  const dir = join(dataDir, "postgres");
  const { child, ...facts } = await startPostgres({ packageDir, dir, port: ports.postgres, secrets });
  return { facts, child, stop: child.stop };
}

async function openNeon(databaseUrl: string, port: number): Promise<Part<NeonFacts>> {
  const target = chooseProxyTarget(databaseUrl);
  if (target === undefined) return { facts: { sqlUrl: "", wsProxy: "" } };
  const { stop, ...facts } = await startNeonProxy({ port, target });
  return { facts, stop };
}
