import pg from "pg";
import type { DevFacts } from "../../local/dev-facts.ts";

/**
 * Gives an organisation limits of its own. Keys hear of it with their next verdict, so this comes before the first event.
 */
export async function setLimits(
  facts: DevFacts,
  orgId: string,
  limits: { events_per_second: number; requests_per_minute: number },
): Promise<void> {
  const client = new pg.Client({ connectionString: facts.urls.postgres_app });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT set_config('app.current_org_id', $1, true)", [orgId]);
    const settings = JSON.stringify({ limits });
    const { rowCount } = await client.query("UPDATE organizations SET settings = $2 WHERE id = $1", [orgId, settings]);
    await client.query("COMMIT");
    if (rowCount !== 1) throw new Error(`there is no organisation ${orgId}`);
  } finally {
    await client.end();
  }
}
