import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { runCommand } from "../../local/processes/run-command.ts";
import { PROJECT_DIR } from "../../local/project.ts";
import { buildSdk } from "../../scripts/sdk/build.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** An empty project into which the packed package has been installed. */
    consumerDir: string;
    /** The package as `npm publish` would send it. */
    tarball: string;
  }
}

/** Builds and packs the SDK, and installs it into an empty project, as its users do. */
export default async function providePackage(project: TestProject): Promise<() => Promise<void>> {
  await buildSdk();
  const dir = await mkdtemp(join(tmpdir(), "fleetglass-sdk-"));
  const consumerDir = join(dir, "consumer");
  await mkdir(consumerDir);
  await runCommand("npm", ["pack", "--silent", "--pack-destination", dir], { cwd: join(PROJECT_DIR, "sdk") });
  const tarball = (await readdir(dir)).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error("npm pack left no tarball");
  await writeFile(
    join(consumerDir, "package.json"),
    JSON.stringify({ name: "consumer", private: true, type: "module" }),
  );
  const flags = ["--offline", "--no-audit", "--no-fund", "--silent"];
  await runCommand("npm", ["install", ...flags, join(dir, tarball)], { cwd: consumerDir });
  project.provide("consumerDir", consumerDir);
  project.provide("tarball", join(dir, tarball));
  return () => rm(dir, { recursive: true, force: true });
}
