import { mkdir, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { parse } from "smol-toml";
import { collectQueueSettings, deriveWorkerConfig, WorkerConfig } from "./derive-worker-config.ts";
import { writeFileAtomically } from "./engines/write-file.ts";
import { type Child, startChild } from "./processes/start-child.ts";
import { waitUntilReady } from "./processes/wait-until-ready.ts";
import { PROJECT_DIR } from "./project.ts";
import { LOCAL_WORKERS, type WorkerSurroundings } from "./workers.ts";

// The package's own `bin` would start this file in one more process.
const WRANGLER = join(PROJECT_DIR, "node_modules/wrangler/wrangler-dist/cli.js");

export interface WorkersOptions extends WorkerSurroundings {
  dataDir: string;
  port: number;
}

/** Starts every Worker in one local runtime, each with its own settings; the edge answers on the port. */
export async function startWorkers(options: WorkersOptions): Promise<Child> {
  const configs = await writeConfigs(options);
  const child = await startChild({
    name: "workers",
    command: process.execPath,
    args: [
      "run",
      "-A",
      WRANGLER,
      "dev",
      ...configs.flatMap((config) => ["-c", config]),
      "--ip=127.0.0.1",
      `--port=${options.port}`,
      "--inspector-port=0",
      `--persist-to=${join(options.dataDir, "state")}`,
      "--show-interactive-dev-session=false",
      // A line for every request would be most of the log.
      "--log-level=warn",
    ],
    cwd: PROJECT_DIR,
    env: {
      ...process.env,
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
      WRANGLER_SEND_METRICS: "false",
      // Together with the banner goes its question to the registry for a newer version.
      WRANGLER_HIDE_BANNER: "true",
      // Its compiler would rather keep what it has used, and below twice what it needs collects garbage all the time.
      GOMEMLIMIT: "512MiB",
      // Its store of traces would keep every request's address, and with it whom somebody looked for.
      X_LOCAL_OBSERVABILITY: "false",
      // Its own log repeats every Worker's settings, passwords and all.
      WRANGLER_WRITE_LOGS: "false",
      // The runtime must reach its own ports directly.
      NO_PROXY: "127.0.0.1,localhost",
      NO_COLOR: "1",
    },
    logPath: join(options.dataDir, "logs/workers.log"),
    stopBy: "SIGTERM",
    graceMs: 2_500,
  });
  await waitUntilReady({ child, isReady: () => isServing(options.edgeUrl), timeoutMs: 90_000 });
  return child;
}

async function isServing(edgeUrl: string): Promise<boolean> {
  return await fetch(`${edgeUrl}/v1/health/ready`).then(async (response) => {
    await response.body?.cancel();
    return response.ok;
  }, () => false);
}

/** Writes each Worker's local configuration and answers the files, the edge's first. */
async function writeConfigs(options: WorkersOptions): Promise<string[]> {
  const runDir = join(options.dataDir, "run");
  // What an earlier version of the project wrote there must not be picked up.
  await rm(runDir, { recursive: true, force: true });
  await mkdir(runDir, { recursive: true, mode: 0o700 });

  const read = new Map<string, WorkerConfig>();
  for (const [name, { config }] of Object.entries(LOCAL_WORKERS)) read.set(name, await readConfig(config));
  const queues = collectQueueSettings([
    { consumer: "CONSUMER_US", config: required(read, "consumer-us") },
    { consumer: "CONSUMER_EU", config: required(read, "consumer-eu") },
  ]);

  const paths: string[] = [];
  for (const [name, worker] of Object.entries(LOCAL_WORKERS)) {
    const config = required(read, name);
    const derived = deriveWorkerConfig(config, {
      main: worker.main ? join(PROJECT_DIR, worker.main) : join(PROJECT_DIR, dirname(worker.config), config.main),
      vars: name === "local-queue" ? { QUEUES: JSON.stringify(queues) } : worker.vars?.(options) ?? {},
    });
    const path = join(runDir, `${name}.json`);
    await writeFileAtomically(path, JSON.stringify(derived, null, 2) + "\n", 0o600);
    paths.push(path);
  }
  return paths;
}

async function readConfig(path: string): Promise<WorkerConfig> {
  return WorkerConfig.parse(parse(await readFile(join(PROJECT_DIR, path), "utf8")));
}

function required(configs: Map<string, WorkerConfig>, name: string): WorkerConfig {
  const config = configs.get(name);
  if (config === undefined) throw new Error(`The local stack has no Worker ${name}`);
  return config;
}
