/**
 * Brings the databases' schemas up or down.
 *
 *   deno task migrate {status|up|down|reset}
 *     --store clickhouse|postgres|all   which databases (all)
 *     --region us|eu|all                which of ClickHouse's (all)
 *     --steps N                         at most so many migrations (up: all, down: 1)
 *     --target NNNN                     up to and with this one; down to it, 0000 for everything
 *     --dry-run                         show the SQL and change nothing
 *     --json                            answer for programs
 *     --yes                             let reset empty databases that are not on this machine
 *     --data-dir DIR                    whose engines to use when no service is named (.fleetglass)
 *
 * DATABASE_URL, CLICKHOUSE_URL, CLICKHOUSE_URL_US and CLICKHOUSE_URL_EU name services.
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import { reportFailure } from "../local/processes/report-failure.ts";
import { chooseTargets, isLocal } from "./migrate/choose-targets.ts";
import { reachStores } from "./migrate/reach-stores.ts";
import { describeReports, describeStatus, renderReports, renderStatus } from "./migrate/report.ts";
import { migrateDown, type MigrateOptions, migrateUp, readStatus, resetStores } from "./migrate/run.ts";

const Command = z.object({
  verb: z.enum(["status", "up", "down", "reset"], "Say what to do: status, up, down or reset"),
  store: z.enum(["clickhouse", "postgres", "all"]).default("all"),
  region: z.enum(["us", "eu", "all"]).default("all"),
  steps: z.coerce.number().int().positive().optional(),
  target: z.string().regex(/^\d{4}$/, "--target takes four digits").optional(),
  "dry-run": z.boolean().default(false),
  json: z.boolean().default(false),
  yes: z.boolean().default(false),
  "data-dir": z.string().default(".fleetglass"),
});

try {
  process.exitCode = await run(readCommand(process.argv.slice(2)));
} catch (error) {
  reportFailure(error);
}

function readCommand(args: string[]): z.infer<typeof Command> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      store: { type: "string" },
      region: { type: "string" },
      steps: { type: "string" },
      target: { type: "string" },
      "dry-run": { type: "boolean" },
      json: { type: "boolean" },
      yes: { type: "boolean" },
      "data-dir": { type: "string" },
    },
  });
  const command = Command.safeParse({ verb: positionals[0], ...values });
  if (!command.success) throw new Error(z.prettifyError(command.error));
  return command.data;
}

async function run(command: z.infer<typeof Command>): Promise<number> {
  const log = (line: string) => console.error(line);
  const reach = await reachStores(resolve(command["data-dir"]), log);
  try {
    const targets = chooseTargets(command, reach.stores);
    const options: MigrateOptions = {
      targets,
      steps: command.steps,
      target: command.target,
      dryRun: command["dry-run"],
      log: command.json ? undefined : log,
    };
    if (command.verb === "status") return await showStatus(options, command.json);
    if (command.verb === "reset" && !command.yes && !command["dry-run"] && !isLocal(targets)) {
      throw new Error("reset deletes everything in databases that are not on this machine; add --yes if that is meant");
    }
    const verbs = { up: migrateUp, down: migrateDown, reset: resetStores };
    const reports = await verbs[command.verb](options);
    const isDryRun = command["dry-run"];
    console.log(command.json ? JSON.stringify(describeReports(reports, isDryRun)) : renderReports(reports, isDryRun));
    return 0;
  } finally {
    await reach.close();
  }
}

async function showStatus(options: MigrateOptions, isJson: boolean): Promise<number> {
  const statuses = await readStatus(options);
  console.log(isJson ? JSON.stringify(describeStatus(statuses)) : renderStatus(statuses));
  return statuses.some((status) => status.problem !== undefined) ? 1 : 0;
}
