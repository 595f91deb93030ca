/**
 * Brings the price table in Postgres to what the list of this version says (contract/prices/price-list.ts). The edge goes by
 * it within some six minutes; costs that were estimated before stay as they are until `deno task reprice`.
 *
 *   deno task prices
 *     --dry-run        say what would change, and change nothing
 *     --json           answer for programs
 *     --data-dir DIR   whose database when no service is named (.fleetglass)
 *
 * DATABASE_URL names a service, as the login that owns the tables. Lines with a revision other than `list` are an operator's
 * own, and are left alone.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { PRICE_LIST } from "../contract/prices/price-list.ts";
import { reportFailure } from "../local/processes/report-failure.ts";
import { reachStores } from "./migrate/reach-stores.ts";
import { priceLines } from "./prices/price-lines.ts";
import { seedPriceTable } from "./prices/seed-price-table.ts";

await seed().catch(reportFailure);

async function seed(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: {
      "dry-run": { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      "data-dir": { type: "string", default: ".fleetglass" },
    },
  });
  const dryRun = values["dry-run"];
  const reach = await reachStores(resolve(values["data-dir"]), (line) => console.error(line));
  try {
    if (reach.stores.postgresUrl === undefined) throw new Error("DATABASE_URL does not name the account database");
    const lines = priceLines(PRICE_LIST);
    const done = await seedPriceTable(reach.stores.postgresUrl, lines, { dryRun });
    if (values.json) console.log(JSON.stringify({ dry_run: dryRun, lines: lines.length, ...done }));
    else {
      const { added, changed, removed } = done;
      console.log(
        `${
          dryRun ? "Would have" : "Have"
        } added ${added}, changed ${changed}, removed ${removed} of ${lines.length} prices.`,
      );
    }
  } finally {
    await reach.close();
  }
}
