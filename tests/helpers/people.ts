import type { Role } from "../../contract/account.ts";
import type { DevFacts } from "../../local/dev-facts.ts";
import { mintId } from "../../stores/postgres/mint-id.ts";
import { addAccount, PERSON_PASSWORD, withClient } from "./accounts.ts";
import { signIn } from "./tenant.ts";

export { PERSON_PASSWORD, withClient } from "./accounts.ts";

/** Somebody who belongs to a test's organisation. */
export interface TestPerson {
  userId: string;
  memberId: string;
  email: string;
  /** The `cookie` header of their session. */
  cookie: string;
}

/** Adds somebody to an organisation, in a role and in teams, and signs them in. */
export async function addPerson(
  facts: DevFacts,
  orgId: string,
  role: Role,
  { teams = [] }: { teams?: string[] } = {},
): Promise<TestPerson> {
  const memberId = mintId("mem");
  const email = `${role}-${crypto.randomUUID().slice(0, 8)}@example.com`;
  const userId = await addAccount(facts, { email, name: `The ${role}` });
  await withClient(facts.urls.postgres_auth, async (auth) => {
    await auth.query("INSERT INTO members (id, org_id, user_id, role) VALUES ($1, $2, $3, $4)", [
      memberId,
      orgId,
      userId,
      role,
    ]);
  });
  await withClient(facts.urls.postgres_app, async (app) => {
    await app.query("SELECT set_config('app.current_org_id', $1, false)", [orgId]);
    for (const team of teams) {
      await app.query("INSERT INTO teams (id, org_id, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", [
        mintId("team"),
        orgId,
        team,
      ]);
      await app.query(
        "INSERT INTO team_members (org_id, team_id, member_id) SELECT org_id, id, $1 FROM teams WHERE name = $2",
        [memberId, team],
      );
    }
  });
  return { userId, memberId, email, cookie: await signIn(facts, email, PERSON_PASSWORD) };
}
