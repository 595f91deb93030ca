import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { runCommand } from "./processes/run-command.ts";
import { PROJECT_DIR } from "./project.ts";

export const WEB_DIR = join(PROJECT_DIR, "web");
export const ASTRO = join(PROJECT_DIR, "node_modules/astro/bin/astro.mjs");

/** What the dashboard is made from, besides the installed packages. */
const SOURCES = ["web/src", "web/public", "web/astro.config.ts", "web/package.json", "contract", "sdk/src"];

/** Builds the dashboard when its sources are newer than the last build, and answers the folder of the build. */
export async function buildDashboard(): Promise<string> {
  const dist = join(WEB_DIR, "dist");
  const [sources, built] = await Promise.all([
    Promise.all(SOURCES.map((source) => findNewest(join(PROJECT_DIR, source)))),
    findNewest(join(dist, "index.html")),
  ]);
  if (built > Math.max(...sources)) return dist;
  // Beside its place first: another instance may be serving the last build.
  const incoming = `dist.${process.pid}`;
  try {
    await runCommand(process.execPath, ["run", "-A", ASTRO, "build", "--outDir", `./${incoming}`], {
      cwd: WEB_DIR,
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", NO_COLOR: "1" },
    });
    await rm(dist, { recursive: true, force: true });
    await rename(join(WEB_DIR, incoming), dist);
  } finally {
    await rm(join(WEB_DIR, incoming), { recursive: true, force: true });
  }
  return dist;
}

/** The latest change below a path in epoch ms; 0 when there is nothing. */
async function findNewest(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.mtimeMs;
  const below = await Promise.all((await readdir(path)).map((name) => findNewest(join(path, name))));
  return Math.max(found.mtimeMs, ...below);
}
