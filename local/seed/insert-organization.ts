import { hashPassword } from "better-auth/crypto";
import type { Client } from "pg";
import { mintId } from "../../stores/postgres/mint-id.ts";
import { DEMO_PASSWORD, type DemoOrganization, type DemoPerson } from "./demo-organizations.ts";

/** Inserts an organisation with its people, as the sign-in role. What is there already stays as it is. */
export async function insertOrganization(auth: Client, organization: DemoOrganization): Promise<void> {
  const { id, slug, name, residency, timeZone, seats, monthlyEvents = null, people } = organization;
  await auth.query(
    `INSERT INTO organizations (id, slug, name, residency, time_zone, seats, plan, monthly_events)
     VALUES ($1, $2, $3, $4, $5, $6, 'team', $7) ON CONFLICT (id) DO NOTHING`,
    [id, slug, name, residency, timeZone, seats, monthlyEvents],
  );
  for (const person of people) await insertMember(auth, id, person);
}

async function insertMember(auth: Client, organizationId: string, person: DemoPerson): Promise<void> {
  await auth.query(
    "INSERT INTO users (id, name, email, email_verified) VALUES ($1, $2, $3, true) ON CONFLICT (email) DO NOTHING",
    [mintId("usr"), person.name, person.email],
  );
  const userId = await findUser(auth, person.email);
  await insertPassword(auth, userId);
  await auth.query(
    "INSERT INTO members (id, org_id, user_id, role) VALUES ($1, $2, $3, $4) ON CONFLICT (org_id, user_id) DO NOTHING",
    [mintId("mem"), organizationId, userId, person.role],
  );
}

/** The id of the person with an e-mail address. */
export async function findUser(auth: Client, email: string): Promise<string> {
  const { rows } = await auth.query<{ id: string }>("SELECT id FROM users WHERE email = $1", [email]);
  if (rows[0] === undefined) throw new Error(`there is no user ${email}`);
  return rows[0].id;
}

async function insertPassword(auth: Client, userId: string): Promise<void> {
  const known = await auth.query(
    "SELECT 1 FROM accounts WHERE provider_id = 'credential' AND account_id = $1",
    [userId],
  );
  // Hashing is slow on purpose.
  if (known.rowCount !== 0) return;
  await auth.query(
    "INSERT INTO accounts (id, user_id, provider_id, account_id, password) VALUES ($1, $2, 'credential', $2, $3)",
    [mintId("acc"), userId, await hashPassword(DEMO_PASSWORD)],
  );
}
