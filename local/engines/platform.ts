import { readdirSync, readFileSync } from "node:fs";

/** Operating systems and processors the embedded engines exist for. */
export const PLATFORMS = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64"] as const;

export type Platform = (typeof PLATFORMS)[number];

export interface Machine {
  os: string;
  arch: string;
  libc: "glibc" | "musl" | "none";
  /** CPU flags as Linux lists them; undefined where the system does not list them. */
  cpuFlags?: string;
}

const BYPASS = "Bring your own services instead: set CLICKHOUSE_URL and DATABASE_URL (see docs/local-development.md).";

/** Names the platform of a machine, or throws with what is missing on it. */
export function choosePlatform(machine: Machine): Platform {
  const platform = PLATFORMS.find((known) => known === `${machine.os}-${machine.arch}`);
  if (platform === undefined) {
    throw new Error(
      `The embedded engines run on ${PLATFORMS.join(", ")}; this machine is ${machine.os}-${machine.arch}. ${BYPASS}`,
    );
  }
  if (machine.libc === "musl") {
    throw new Error(`The embedded engines need glibc; this Linux uses musl (as Alpine does). ${BYPASS}`);
  }
  if (machine.cpuFlags !== undefined && platform === "linux-x64" && !/\bavx2\b/.test(machine.cpuFlags)) {
    throw new Error(`The embedded ClickHouse needs a processor with AVX2; this one has none. ${BYPASS}`);
  }
  return platform;
}

/** Describes the machine this process runs on. */
export function describeMachine(): Machine {
  const machine: Machine = { os: process.platform, arch: process.arch, libc: "none" };
  if (process.platform !== "linux") return machine;
  machine.libc = hasMuslLoader() ? "musl" : "glibc";
  machine.cpuFlags = readFileSync("/proc/cpuinfo", "utf8").match(/^flags\s*:(.*)$/m)?.[1];
  return machine;
}

/** A glibc system may carry musl's loader beside its own, so glibc's absence decides. */
function hasMuslLoader(): boolean {
  const loaders = ["/lib", "/lib64"].flatMap((folder) => listFolder(folder));
  return loaders.some((name) => name.startsWith("ld-musl-")) && !loaders.some((name) => name.startsWith("ld-linux"));
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
