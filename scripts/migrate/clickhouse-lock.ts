import { randomUUID } from "node:crypto";
import { hostname } from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { askClickHouse, type ClickHouseEndpoint, ClickHouseError } from "../../local/engines/clickhouse-http.ts";
import type { Log } from "./store.ts";
import { isAlive } from "../../local/processes/is-alive.ts";

const LOCK_TABLE = "schema_migrations_lock";
const TABLE_ALREADY_EXISTS = 57;

const EXPIRES_AFTER_MS = 60_000;
const RENEW_EVERY_MS = 20_000;
const LOCK_WITHIN_MS = 120_000;
/** Longer than another run needs from seeing an expired lock to having removed it. */
const SETTLE_MS = 100;

const Owner = z.object({ token: z.string(), host: z.string(), pid: z.number(), until: z.number() });
type Owner = z.infer<typeof Owner>;

/**
 * Takes a database's migration lock. ClickHouse has no locks, but only one of several can create a table: its comment
 * says who did, and until when that counts. The holder renews it, so that a run that died blocks nobody for long.
 */
export async function lockClickHouse(
  name: string,
  endpoint: ClickHouseEndpoint,
  log: Log,
): Promise<() => Promise<void>> {
  const token = randomUUID();
  const deadline = Date.now() + LOCK_WITHIN_MS;
  for (let attempt = 0; !(await tryLock(endpoint, token)); attempt++) {
    const owner = await readOwner(endpoint);
    if (attempt === 0 && owner) log(`${name}: waiting for the migration run of process ${owner.pid} on ${owner.host}`);
    if (Date.now() > deadline) throw new Error(`Another migration run holds the lock on ${name}; try again later`);
    await sleep(200);
  }
  const renewal = setInterval(
    () => void renew(endpoint, token).catch((error: Error) => log(error.message)),
    RENEW_EVERY_MS,
  );
  return async () => {
    clearInterval(renewal);
    await askClickHouse(endpoint, `DROP TABLE IF EXISTS ${LOCK_TABLE} SYNC`);
  };
}

async function tryLock(endpoint: ClickHouseEndpoint, token: string): Promise<boolean> {
  const holder = await readOwner(endpoint);
  const tookOver = holder !== undefined && isAbandoned(holder);
  if (tookOver) await askClickHouse(endpoint, `DROP TABLE IF EXISTS ${LOCK_TABLE} SYNC`);
  try {
    await askClickHouse(
      endpoint,
      `CREATE TABLE ${LOCK_TABLE} (nothing UInt8) ENGINE = MergeTree ORDER BY tuple() COMMENT '${
        describeOwner(token)
      }'`,
    );
  } catch (error) {
    if (error instanceof ClickHouseError && error.code === TABLE_ALREADY_EXISTS) return false;
    throw error;
  }
  if (!tookOver) return true;
  // Another run may have seen the same abandoned lock, and removed ours in its place.
  await sleep(SETTLE_MS);
  return (await readOwner(endpoint))?.token === token;
}

async function renew(endpoint: ClickHouseEndpoint, token: string): Promise<void> {
  await askClickHouse(endpoint, `ALTER TABLE ${LOCK_TABLE} MODIFY COMMENT '${describeOwner(token)}'`);
}

async function readOwner(endpoint: ClickHouseEndpoint): Promise<Owner | undefined> {
  const text = await askClickHouse(
    endpoint,
    `SELECT comment FROM system.tables WHERE database = currentDatabase() AND name = '${LOCK_TABLE}' FORMAT JSONEachRow`,
  );
  if (text.trim() === "") return undefined;
  return Owner.parse(JSON.parse(JSON.parse(text).comment));
}

function describeOwner(token: string): string {
  const owner: Owner = { token, host: hostname(), pid: process.pid, until: Date.now() + EXPIRES_AFTER_MS };
  return JSON.stringify(owner).replaceAll("'", "");
}

/** A holder on this machine can be asked for; one elsewhere is given its time. */
export function isAbandoned(owner: Owner): boolean {
  if (owner.until < Date.now()) return true;
  return owner.host === hostname() && !isAlive(owner.pid);
}
