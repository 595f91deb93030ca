import pg from "pg";
import type { Role } from "../contract/account.ts";
import type { Region } from "../contract/tenant.ts";
import { loadDemoKeys } from "./seed/demo-keys.ts";
import { DEMO_ORGANIZATIONS, DEMO_PASSWORD, type DemoOrganization } from "./seed/demo-organizations.ts";
import { findUser, insertOrganization } from "./seed/insert-organization.ts";
import { insertKey } from "./seed/insert-key.ts";
import { requireLocal } from "./seed/require-local.ts";

export interface SeedOptions {
  /** Postgres as `fleetglass_app`. */
  appUrl: string;
  /** Postgres as `fleetglass_auth`. */
  authUrl: string;
  /** Folder that keeps the texts of the demo API keys. */
  dataDir: string;
  /** Seeds a database on another machine, too. */
  force?: boolean;
}

export interface SeededOrganization {
  id: string;
  slug: string;
  name: string;
  region: Region;
  api_key: string;
  logins: { email: string; password: string; role: Role }[];
}

/** Puts the demo organisations into a migrated database. Doing it again changes nothing, and the keys stay the same. */
export async function seedDemo(options: SeedOptions): Promise<{ organizations: SeededOrganization[] }> {
  const { appUrl, authUrl, dataDir, force = false } = options;
  for (const url of [appUrl, authUrl]) requireLocal(url, force);
  const keys = await loadDemoKeys(dataDir);
  const app = new pg.Client({ connectionString: appUrl });
  const auth = new pg.Client({ connectionString: authUrl });
  try {
    await Promise.all([app.connect(), auth.connect()]);
    const organizations: SeededOrganization[] = [];
    for (const organization of DEMO_ORGANIZATIONS) {
      await insertOrganization(auth, organization);
      const { id: organizationId, residency, people } = organization;
      const owner = { organizationId, userId: await findUser(auth, people[0].email) };
      let key = keys.keyOf(organizationId, residency);
      if (await insertKey(app, owner, key) === "revoked") {
        key = keys.replace(organizationId, residency);
        await insertKey(app, owner, key);
      }
      organizations.push(describeOrganization(organization, key));
    }
    await keys.save();
    return { organizations };
  } finally {
    await Promise.all([app.end(), auth.end()]);
  }
}

function describeOrganization(
  { id, slug, name, residency, people }: DemoOrganization,
  key: string,
): SeededOrganization {
  const logins = people.map(({ email, role }) => ({ email, password: DEMO_PASSWORD, role }));
  return { id, slug, name, region: residency, api_key: key, logins };
}
