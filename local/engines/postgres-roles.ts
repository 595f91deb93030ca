import pg from "pg";
import type { Secrets } from "./secrets.ts";

export const DATABASE = "fleetglass";

/** The roles that log in, none of them a superuser or free of row-level security. */
export const POSTGRES_ROLES = {
  owner: { name: "fleetglass_owner", secret: "postgres_owner" },
  app: { name: "fleetglass_app", secret: "postgres_app" },
  auth: { name: "fleetglass_auth", secret: "postgres_auth" },
  jobs: { name: "fleetglass_jobs", secret: "postgres_jobs" },
} as const satisfies Record<string, { name: string; secret: keyof Secrets }>;

/** Makes the database and its roles, and sets their passwords to those of the data folder. */
export async function ensureRoles(superuserUrl: string, secrets: Secrets): Promise<void> {
  const server = await connect(`${superuserUrl}/postgres`);
  try {
    for (const { name, secret } of Object.values(POSTGRES_ROLES)) {
      const known = await server.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [name]);
      const verb = known.rowCount === 0 ? "CREATE" : "ALTER";
      await server.query(
        `${verb} ROLE ${name} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS ` +
          `PASSWORD ${pg.escapeLiteral(secrets[secret])}`,
      );
    }
    const known = await server.query("SELECT 1 FROM pg_database WHERE datname = $1", [DATABASE]);
    if (known.rowCount === 0) await createDatabase(server, superuserUrl);
    const { app, auth, jobs } = POSTGRES_ROLES;
    await server.query(`GRANT CONNECT ON DATABASE ${DATABASE} TO ${app.name}, ${auth.name}, ${jobs.name}`);
  } finally {
    await server.end();
  }
}

/** Whether the server answers; one that replays its log after a crash takes connections only to refuse them. */
export async function isServing(superuserUrl: string): Promise<boolean> {
  try {
    const server = await connect(`${superuserUrl}/postgres`);
    await server.end();
    return true;
  } catch (error) {
    // A wrong password does not get better by waiting.
    if (error instanceof pg.DatabaseError && error.code === "28P01") {
      throw new Error(
        "PostgreSQL refuses the password in secrets.json. Restore that file, or delete the data folder.",
        {
          cause: error,
        },
      );
    }
    return false;
  }
}

async function createDatabase(server: pg.Client, superuserUrl: string): Promise<void> {
  const { owner } = POSTGRES_ROLES;
  await server.query(`CREATE DATABASE ${DATABASE} OWNER ${owner.name}`);
  await server.query(`REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC`);
  const database = await connect(`${superuserUrl}/${DATABASE}`);
  try {
    await database.query(`ALTER SCHEMA public OWNER TO ${owner.name}`);
  } finally {
    await database.end();
  }
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
