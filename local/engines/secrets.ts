import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writeFileAtomically } from "./write-file.ts";

/** Passwords and keys of one data folder, made once and never shared between folders. */
export const SECRET_NAMES = [
  "clickhouse_admin",
  "clickhouse_ingest_us",
  "clickhouse_ingest_eu",
  "clickhouse_read_us",
  "clickhouse_read_eu",
  "clickhouse_jobs_us",
  "clickhouse_jobs_eu",
  "clickhouse_export_us",
  "clickhouse_export_eu",
  "postgres_superuser",
  "postgres_owner",
  "postgres_app",
  "postgres_auth",
  "postgres_jobs",
  "auth_secret",
  "operator_token",
] as const;

export type SecretName = (typeof SECRET_NAMES)[number];
export type Secrets = Record<SecretName, string>;

/** Reads a data folder's secrets and makes those it lacks. */
export async function loadSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, "secrets.json");
  const stored = await readStored(path);
  const missing = SECRET_NAMES.filter((name) => stored[name] === undefined);
  for (const name of missing) stored[name] = randomBytes(24).toString("base64url");
  if (missing.length > 0) await writeFileAtomically(path, JSON.stringify(stored, null, 2) + "\n", 0o600);
  return stored as Secrets;
}

async function readStored(path: string): Promise<Partial<Secrets>> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${path} is not valid JSON; restore it, or delete the data folder to start afresh`);
  }
}
