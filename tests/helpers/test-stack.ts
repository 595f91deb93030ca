import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DevFacts, readFacts } from "../../local/dev-facts.ts";
import { findFreePorts } from "./free-ports.ts";

/** Names the data folder of the stack that all test processes of one run share. */
export const STACK_VARIABLE = "FLEETGLASS_TEST_DATA_DIR";

const START_TIMEOUT_MS = 240_000;

/** A stack of its own, started as anybody starts it: on free ports and an empty data folder. */
export interface TestStack {
  facts: DevFacts;
  dataDir: string;
  /** Ends it and deletes what it kept. */
  stop(): Promise<void>;
}

/** Options of {@link startTestStack}. */
export interface TestStackOptions {
  /** Kept and used again; without it a new folder, deleted in the end. */
  dataDir?: string;
  args?: string[];
}

/** Starts a whole stack without history and with a built dashboard, and publishes it to other test processes. */
export async function startTestStack(
  { dataDir: given, args = [] }: TestStackOptions = {},
): Promise<
  TestStack
> {
  const dataDir = given ?? await mkdtemp(join(tmpdir(), "fleetglass-test-"));
  const [edge, dashboard, clickhouse, postgres, neon] = await findFreePorts(5);
  const ports = { edge, dashboard, clickhouse, postgres, neon };
  const flags = Object.entries(ports).flatMap(([name, port]) => [`--${name}-port`, String(port)]);
  const child = spawn(process.execPath, [
    "run",
    "-A",
    "local/dev.ts",
    "--data-dir",
    dataDir,
    "--no-history",
    "--erasure-pause=2",
    ...flags,
    ...args,
  ], { stdio: ["ignore", "inherit", "inherit"] });
  const exited = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  try {
    const facts = await waitForFacts(dataDir, child);
    process.env[STACK_VARIABLE] = dataDir;
    return {
      facts,
      dataDir,
      async stop() {
        child.kill("SIGTERM");
        await exited;
        delete process.env[STACK_VARIABLE];
        if (given === undefined) await rm(dataDir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    child.kill("SIGTERM");
    await exited;
    throw error;
  }
}

async function waitForFacts(dataDir: string, child: ChildProcess): Promise<DevFacts> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the stack ended with code ${child.exitCode} before it was ready`);
    const facts = await readFacts(dataDir);
    if (facts !== undefined) return facts;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`the stack was not ready within ${START_TIMEOUT_MS / 1000} s`);
}
