import { existsSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { currentCacheDir } from "../../../local/engines/cache-dir.ts";
import { runCommand } from "../../../local/processes/run-command.ts";

/** The clients that the SDK is measured against. Newer versions are a new folder in the cache. */
const PACKAGES: Record<string, string> = {
  "posthog-node": "5.70.0",
  "langfuse": "3.39.2",
  "@opentelemetry/api": "1.10.0",
  "@opentelemetry/sdk-trace": "3.1.0",
  "@opentelemetry/exporter-trace-otlp-http": "0.301.0",
};

/** A project with the rivals installed. Fetched on first use, beside the engines: nobody else needs them. */
export async function installRivals(): Promise<string> {
  const name = Object.entries(PACKAGES).map(([pkg, version]) => `${pkg.split("/").at(-1)}-${version}`).join("_");
  const target = join(currentCacheDir(), "bench", name);
  if (existsSync(target)) return target;
  console.log("fetching the clients to compare with, once");
  const incoming = `${target}.incoming-${process.pid}`;
  await mkdir(incoming, { recursive: true });
  try {
    await writeFile(
      join(incoming, "package.json"),
      JSON.stringify({ private: true, type: "module", dependencies: PACKAGES }),
    );
    await runCommand("npm", ["install", "--no-audit", "--no-fund", "--silent"], { cwd: incoming });
    await rename(incoming, target);
  } finally {
    await rm(incoming, { recursive: true, force: true });
  }
  return target;
}
