import { join } from "node:path";
import { type Child, startChild } from "./processes/start-child.ts";
import { PROJECT_DIR } from "./project.ts";

export interface FleetOptions {
  dataDir: string;
  /** Events a second, all demo organisations together. */
  rate: number;
}

/** Starts the demo fleet, which posts to the instance that runs on the data folder. */
export function startFleet({ dataDir, rate }: FleetOptions): Promise<Child> {
  return startChild({
    name: "fleet",
    command: process.execPath,
    args: ["run", "-A", join(PROJECT_DIR, "local/fleet/run-fleet.ts"), "--data-dir", dataDir, "--rate", String(rate)],
    cwd: PROJECT_DIR,
    logPath: join(dataDir, "logs/fleet.log"),
    stopBy: "SIGTERM",
    graceMs: 1_000,
  });
}
