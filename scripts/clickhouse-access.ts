/**
 * Prints what gives the logins of a region's ClickHouse their limits, grants and row filters, to be run by whoever may.
 * Usage: deno task clickhouse-access --region us|eu
 */
import { parseArgs } from "node:util";
import { REGIONS } from "../contract/tenant.ts";
import { renderAccess } from "./clickhouse-access/render-access.ts";

const { values: { region } } = parseArgs({ options: { region: { type: "string" } } });
const known = REGIONS.find((one) => one === region);
if (known === undefined) {
  console.error(`--region is one of ${REGIONS.join(", ")}.`);
  Deno.exit(2);
}
console.log(renderAccess(known).map((statement) => `${statement};`).join("\n"));
