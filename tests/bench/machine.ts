import { readFileSync } from "node:fs";
import { availableParallelism, cpus, loadavg, totalmem } from "node:os";
import { join } from "node:path";
import { PROJECT_DIR } from "../../local/project.ts";

/** What figures were measured on; without it they mean nothing. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGb: number;
  platform: string;
  versions: Record<string, string>;
  /** Of the last minute, before the run: what others did at the same time. */
  loadAverage: number;
}

/** Describes this machine and the runtimes that are measured. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model ?? "unknown",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform}-${process.arch}`,
    versions: {
      deno: process.versions.deno ?? "",
      v8: process.versions.v8,
      ...Object.fromEntries(["workerd", "miniflare", "wrangler"].map((name) => [name, versionOf(name)])),
    },
    loadAverage: loadavg()[0] ?? 0,
  };
}

function versionOf(name: string): string {
  const file = join(PROJECT_DIR, "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
