import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeFileAtomically } from "./engines/write-file.ts";
import { isAlive } from "./processes/is-alive.ts";

const Login = z.object({ username: z.string(), password: z.string() });
const RegionalLogins = z.object({ us: Login, eu: Login });

const Organization = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  region: z.enum(["us", "eu"]),
  api_key: z.string(),
  logins: z.array(z.object({ email: z.string(), password: z.string(), role: z.string() })),
});

/** What a running instance tells scripts and tests about itself. */
export const DevFacts = z.object({
  version: z.literal(1),
  pid: z.number(),
  pids: z.record(z.string(), z.number()),
  urls: z.object({
    edge: z.string(),
    /** Missing when started without a dashboard. */
    dashboard: z.string().optional(),
    clickhouse: z.string(),
    /** The tables' owner. */
    postgres: z.string(),
    postgres_app: z.string(),
    postgres_auth: z.string(),
    postgres_jobs: z.string(),
    neon: z.string(),
    neon_websocket: z.string(),
  }),
  clickhouse: z.object({
    databases: z.object({ us: z.string(), eu: z.string() }),
    admin: Login,
    ingest: RegionalLogins,
    read: RegionalLogins,
    jobs: RegionalLogins,
    export: RegionalLogins,
  }),
  organizations: z.array(Organization),
  /** Opens the operators' routes; missing where only a part of the product runs. */
  operator_token: z.string().optional(),
  started_at: z.string(),
});
export type DevFacts = z.infer<typeof DevFacts>;
export type DemoOrganization = z.infer<typeof Organization>;

function pathIn(dataDir: string): string {
  return join(dataDir, "dev.json");
}

/** Publishes the facts of this instance; they hold passwords, so only the owner may read them. */
export async function publishFacts(dataDir: string, facts: DevFacts): Promise<void> {
  await writeFileAtomically(pathIn(dataDir), JSON.stringify(facts, null, 2) + "\n", 0o600);
}

export async function withdrawFacts(dataDir: string): Promise<void> {
  await rm(pathIn(dataDir), { force: true });
}

/** Reads the facts of the instance that runs on a data folder; undefined when none does. */
export async function readFacts(dataDir: string): Promise<DevFacts | undefined> {
  const text = await readFile(pathIn(dataDir), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  const facts = DevFacts.parse(JSON.parse(text));
  // An instance that was killed could not take its facts back.
  return isAlive(facts.pid) ? facts : undefined;
}
