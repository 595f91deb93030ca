import { hashPassword } from "better-auth/crypto";
import pg from "pg";
import type { DevFacts } from "../../local/dev-facts.ts";
import { mintId } from "../../stores/postgres/mint-id.ts";

/** The password of everybody that tests make. */
export const PERSON_PASSWORD = "a password for tests alone";
let passwordHash: Promise<string> | undefined;

/** Makes an account with a confirmed address, for people who have not signed up by themselves. Answers its id. */
export async function addAccount(facts: DevFacts, { email, name }: { email: string; name: string }): Promise<string> {
  const userId = mintId("usr");
  // Hashing is slow on purpose, and once is enough.
  passwordHash ??= hashPassword(PERSON_PASSWORD);
  const hash = await passwordHash;
  await withClient(facts.urls.postgres_auth, async (auth) => {
    await auth.query("INSERT INTO users (id, name, email, email_verified) VALUES ($1, $2, $3, true)", [
      userId,
      name,
      email,
    ]);
    await auth.query(
      "INSERT INTO accounts (id, user_id, provider_id, account_id, password) VALUES ($1, $2, 'credential', $2, $3)",
      [mintId("acc"), userId, hash],
    );
  });
  return userId;
}

/** Runs something with a connection of its own. */
export async function withClient<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
