import { totalmem } from "node:os";
import type { Environment } from "./external.ts";

const MEBIBYTE = 1024 * 1024;

/** The whole engine works within this much at least, slowly. */
const LEAST_BYTES = 1024 * MEBIBYTE;
/** More than this is asked for by name. */
const MOST_BYTES = 8192 * MEBIBYTE;

/** How much memory the embedded engine may use. Nothing is set aside: it is where questions are refused and sorts go to disk. */
export interface ClickHouseMemory {
  serverBytes: number;
  /** One statement. */
  queryBytes: number;
  /** From here on sorting and grouping go on on disk. */
  spillBytes: number;
  markCacheBytes: number;
}

/**
 * A quarter of the machine's memory, from 1 GiB to 8 GiB, or what `FLEETGLASS_CLICKHOUSE_MEMORY_MB` says.
 * @throws Error for a value that is no whole number of MiB, or fewer than 512
 */
export function chooseMemory(env: Environment, machineBytes = totalmem()): ClickHouseMemory {
  const serverBytes = readOverride(env) ?? Math.min(MOST_BYTES, Math.max(LEAST_BYTES, Math.floor(machineBytes / 4)));
  const queryBytes = Math.floor(serverBytes * 3 / 4);
  return {
    serverBytes,
    queryBytes,
    spillBytes: Math.floor(queryBytes / 4),
    markCacheBytes: Math.floor(serverBytes / 16),
  };
}

function readOverride({ FLEETGLASS_CLICKHOUSE_MEMORY_MB: text }: Environment): number | undefined {
  if (text === undefined || text === "") return undefined;
  const mebibytes = Number(text);
  if (!Number.isSafeInteger(mebibytes) || mebibytes < 512) {
    throw new Error(`FLEETGLASS_CLICKHOUSE_MEMORY_MB is a whole number of MiB, 512 at least, and not ${text}`);
  }
  return mebibytes * MEBIBYTE;
}
