import { join } from "node:path";
import { ASTRO, buildDashboard, WEB_DIR } from "./build-dashboard.ts";
import { startDashboardServer } from "./dashboard-server.ts";
import { type Child, startChild } from "./processes/start-child.ts";
import { waitUntilReady } from "./processes/wait-until-ready.ts";

export interface DashboardOptions {
  /** `dev` follows changes of the sources; `built` serves what is deployed. */
  mode: "dev" | "built";
  dataDir: string;
  port: number;
  edgeUrl: string;
  /** A key of the organisation that hears how the dashboard does; nobody does without. */
  telemetryKey?: string;
}

export interface Dashboard {
  /** Its own process, where it has one. */
  child?: Child;
  stop(): Promise<void>;
}

/** Starts the dashboard on a local port, with the edge's paths under the same origin. */
export async function startDashboard(options: DashboardOptions): Promise<Dashboard> {
  if (options.mode === "dev") return await startAstro(options);
  const dir = await buildDashboard();
  const edge = new URL(options.edgeUrl);
  return await startDashboardServer({
    dir,
    port: options.port,
    edge: { host: edge.hostname, port: Number(edge.port) },
    instead: { "/telemetry.json": JSON.stringify({ key: options.telemetryKey ?? "", environment: "local", share: 1 }) },
  });
}

async function startAstro({ dataDir, port, edgeUrl }: DashboardOptions): Promise<Dashboard> {
  const child = await startChild({
    name: "dashboard",
    command: process.execPath,
    // Without its lock file, which would allow one instance for each checkout.
    args: ["run", "-A", ASTRO, "dev", "--ignore-lock", "--host=127.0.0.1", `--port=${port}`],
    cwd: WEB_DIR,
    env: {
      ...process.env,
      FLEETGLASS_EDGE_URL: edgeUrl,
      FLEETGLASS_WEB_CACHE: join(dataDir, "web-cache"),
      ASTRO_TELEMETRY_DISABLED: "1",
      ASTRO_DISABLE_UPDATE_CHECK: "true",
      // Keeps it in the foreground; it would detach itself when it takes its caller for a coding agent.
      ASTRO_DEV_BACKGROUND: "1",
      NO_COLOR: "1",
    },
    logPath: join(dataDir, "logs/dashboard.log"),
    stopBy: "SIGTERM",
    graceMs: 1_500,
  });
  await waitUntilReady({ child, isReady: () => isServing(port), timeoutMs: 90_000 });
  return { child, stop: child.stop };
}

async function isServing(port: number): Promise<boolean> {
  return await fetch(`http://127.0.0.1:${port}/`).then(async (response) => {
    await response.body?.cancel();
    return response.status < 500;
  }, () => false);
}
