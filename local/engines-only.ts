/**
 * Starts the engines alone and prints how to reach them as one line of JSON; runs until it is told to stop.
 * Usage: deno run -A local/engines-only.ts [--data-dir DIR] [--clickhouse-port N] [--postgres-port N] [--neon-port N]
 */
import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { startEngines } from "./engines/start.ts";
import { waitForStopSignal } from "./processes/wait-for-stop-signal.ts";
import { lockFolder } from "./processes/lock-folder.ts";
import { reportFailure } from "./processes/report-failure.ts";

const { values } = parseArgs({
  options: {
    "data-dir": { type: "string", default: ".fleetglass" },
    "clickhouse-port": { type: "string", default: "18123" },
    "postgres-port": { type: "string", default: "15432" },
    "neon-port": { type: "string", default: "15433" },
  },
});
const dataDir = resolve(values["data-dir"]);
await mkdir(dataDir, { recursive: true });
try {
  const unlock = await lockFolder(dataDir);
  try {
    await serve();
  } finally {
    await unlock();
  }
} catch (error) {
  reportFailure(error);
}
process.exit();

async function serve(): Promise<void> {
  const engines = await startEngines({
    dataDir,
    ports: {
      clickhouse: Number(values["clickhouse-port"]),
      postgres: Number(values["postgres-port"]),
      neon: Number(values["neon-port"]),
    },
    log: (line) => console.error(line),
  });
  const { clickhouse, postgres, neon } = engines;
  console.log(JSON.stringify({ clickhouse, postgres, neon }));
  const ended = engines.children.map((child) => child.exited);
  await Promise.race([waitForStopSignal(), ...ended]);
  await engines.stop();
}
