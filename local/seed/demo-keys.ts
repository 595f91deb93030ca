import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { isApiKey, mintApiKey } from "../../contract/api-key.ts";
import type { Region } from "../../contract/tenant.ts";
import { writeFileAtomically } from "../engines/write-file.ts";

const Stored = z.record(z.string(), z.string().refine(isApiKey));

/**
 * The texts of the demo organisations' API keys. The database knows hashes only, so they are kept in the data folder, where
 * they outlive a restart.
 */
export interface DemoKeys {
  /** The key of an organisation, made when there is none. */
  keyOf(organizationId: string, residency: Region): string;
  /** Puts a new key in place of one that can no longer be used. */
  replace(organizationId: string, residency: Region): string;
  save(): Promise<void>;
}

/** Reads a data folder's demo keys. */
export async function loadDemoKeys(dataDir: string): Promise<DemoKeys> {
  const path = join(dataDir, "demo-keys.json");
  const keys = await readStored(path);
  const replace = (organizationId: string, residency: Region) => keys[organizationId] = mintApiKey(residency);
  return {
    keyOf: (organizationId, residency) => keys[organizationId] ?? replace(organizationId, residency),
    replace,
    save: () => writeFileAtomically(path, JSON.stringify(keys, null, 2) + "\n", 0o600),
  };
}

async function readStored(path: string): Promise<Record<string, string>> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "{}";
    throw error;
  });
  return Stored.parse(JSON.parse(text));
}
