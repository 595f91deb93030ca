import { readFile } from "node:fs/promises";
import type { InstalledPackage } from "./licences.ts";

interface LockFile {
  packages: Record<string, { license?: string; link?: boolean }>;
}

interface Manifest {
  license?: string | { type?: string };
  licenses?: { type?: string }[];
}

/** Every package of the lock file, with the licence that it states where it is installed, else the one in the lock file. */
export async function readPackages(): Promise<InstalledPackage[]> {
  const { packages } = JSON.parse(await readFile("package-lock.json", "utf8")) as LockFile;
  const installed = Object.entries(packages).filter(([path, { link }]) => path !== "" && link !== true);
  return await Promise.all(installed.map(async ([path, { license }]) => {
    const text = await readFile(`${path}/package.json`, "utf8").catch(() => undefined);
    const stated = text === undefined ? undefined : statedLicence(JSON.parse(text) as Manifest);
    return { name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length), licence: stated ?? license };
  }));
}

function statedLicence({ license, licenses }: Manifest): string | undefined {
  if (typeof license === "string") return license;
  return license?.type ?? licenses?.map(({ type }) => type ?? "").join(" OR ");
}
