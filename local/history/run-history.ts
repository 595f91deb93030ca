/**
 * Fills the past of the demo organisations of a running instance that have no events yet.
 *
 *   deno task seed
 *     --data-dir DIR   whose instance (.fleetglass)
 *     --days N         how far back (35)
 *     --scale X        how many sessions beside the usual number (1)
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { readFacts } from "../dev-facts.ts";
import { reportFailure } from "../processes/report-failure.ts";
import { DEFAULT_DAYS, seedHistory } from "./seed-history.ts";

const Options = z.object({
  "data-dir": z.string().min(1).default(".fleetglass"),
  // Older events than these are deleted by the table's own rule.
  days: z.coerce.number().int().min(1).max(390).default(DEFAULT_DAYS),
  scale: z.coerce.number().positive().max(100).default(1),
});

await run().catch(reportFailure);

async function run(): Promise<void> {
  const { values } = parseArgs({
    options: { "data-dir": { type: "string" }, days: { type: "string" }, scale: { type: "string" } },
  });
  const options = Options.safeParse(values);
  if (!options.success) throw new Error(z.prettifyError(options.error));
  const { "data-dir": dataDir, days, scale } = options.data;
  const facts = await readFacts(resolve(dataDir));
  if (facts === undefined) throw new Error(`No instance runs on ${dataDir}. Start one with "deno task dev".`);
  const { admin, databases } = facts.clickhouse;
  const startedAt = performance.now();
  const written = await seedHistory({
    clickhouse: { url: facts.urls.clickhouse, user: admin.username, password: admin.password, databases },
    organizations: facts.organizations,
    days,
    scale,
    log: showLine,
  });
  const total = written.reduce((sum, { events }) => sum + events, 0);
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  console.log(`${process.stdout.isTTY ? "\n" : ""}${total.toLocaleString("en")} events in ${seconds} s.`);
}

function showLine(line: string): void {
  process.stdout.write(process.stdout.isTTY ? `\r\x1b[2K${line}` : `${line}\n`);
}
