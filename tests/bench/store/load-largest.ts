import type { DevFacts } from "../../../local/dev-facts.ts";
import { askClickHouse } from "../../helpers/stack-client.ts";
import { GENERATED_COLUMNS, generateEvents, LARGEST_ORG } from "./generate-events.ts";

const ROWS_PER_INSERT = 500_000;

/** Writes events of thirty days as a client of ClickHouse does: those of the largest generated organisation, as another's. */
export async function loadLargest(facts: DevFacts, orgId: string, rows: number): Promise<void> {
  const events = { rows: 2 * rows, days: 29.9, end: Date.now() - 60_000, orgs: 2 };
  for (let from = 0; from < events.rows; from += ROWS_PER_INSERT) {
    const count = Math.min(ROWS_PER_INSERT, events.rows - from);
    await askClickHouse(
      facts,
      "us",
      `INSERT INTO events (${GENERATED_COLUMNS.join(", ")}) SELECT * REPLACE ({org:String} AS org_id)
FROM (SELECT * FROM (${generateEvents(events, from, count)}) WHERE org_id = '${LARGEST_ORG}')`,
      { org: orgId },
    );
  }
}
