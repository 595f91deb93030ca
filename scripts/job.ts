/**
 * Runs a job, or looks at runs, through the operators' route.
 *
 *   deno task job <name>      start a run and wait for its end
 *   deno task job list        runs, the newest first
 *   deno task job status ID   one run
 *   deno task job stop ID     end a run where it stands
 *     --region us|eu|all      where (all; status and stop need one)
 *     --org ID                only this organisation
 *     --day YYYY-MM-DD        only this day, UTC
 *     --from ISO --to ISO     the period
 *     --job NAME --state STATE --limit N   which runs to list
 *     --no-wait               do not wait for the end
 *     --json                  answer for programs
 *     --data-dir DIR          whose instance (.fleetglass)
 *     --edge URL --token T    another deployment; the token can stand in FLEETGLASS_OPERATOR_TOKEN
 */
import { resolve } from "node:path";
import { readFacts } from "../local/dev-facts.ts";
import { reportFailure } from "../local/processes/report-failure.ts";
import { describeRun } from "./job/describe-run.ts";
import { openJobsClient } from "./job/jobs-client.ts";
import { type JobCommand, readJobCommand } from "./job/options.ts";
import { startAndWait } from "./job/start-and-wait.ts";
import { chooseOperator } from "./replay/choose-operator.ts";

await run(readCommandLine()).catch(reportFailure);
// Connections that are kept open would hold the process.
process.exit();

function readCommandLine(): JobCommand {
  try {
    return readJobCommand(process.argv.slice(2), process.env);
  } catch (error) {
    reportFailure(error);
    return process.exit();
  }
}

async function run(command: JobCommand): Promise<void> {
  const { edge, token, dataDir } = command;
  const facts = edge !== undefined && token !== undefined ? undefined : await readFacts(resolve(dataDir));
  const client = openJobsClient(chooseOperator({ edge, token }, facts));
  const say = (line: string) => console.error(line);
  switch (command.verb) {
    case "list": {
      const pages = await Promise.all(command.regions.map((region) => client.list({ ...command.filter, region })));
      const runs = pages.flat().toSorted((a, b) => a.started_at < b.started_at ? 1 : -1);
      console.log(command.json ? JSON.stringify(runs) : runs.map(describeRun).join("\n"));
      return;
    }
    case "status": {
      const found = await client.find(command.region, command.id);
      console.log(command.json ? JSON.stringify(found) : describeRun(found));
      return;
    }
    case "stop":
      return await client.stop(command.region, command.id);
    case "start": {
      const { requests, waits } = command;
      const runs = await Promise.all(requests.map((request) => startAndWait(client, request, { waits, say })));
      console.log(command.json ? JSON.stringify(runs) : runs.map(describeRun).join("\n"));
      if (runs.some(({ state }) => state === "failed" || state === "stopped")) process.exitCode = 1;
    }
  }
}
