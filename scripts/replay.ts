/**
 * Replays what was parked or logged, step by step through the operators' route.
 *
 *   deno task replay --dead-letters|--raw
 *     --from ISO            of dead letters when the queue took them, of the raw log when the edge received them
 *     --to ISO              up to and without this time (now)
 *     --region us|eu|all    where (all)
 *     --org ID              only this organisation's dead letters
 *     --cursor CURSOR       go on where a replay of the same period stopped
 *     --dry-run             count, and change nothing
 *     --data-dir DIR        whose instance (.fleetglass)
 *     --edge URL --token T  another deployment; the token can stand in FLEETGLASS_OPERATOR_TOKEN
 */
import { resolve } from "node:path";
import { readFacts } from "../local/dev-facts.ts";
import { reportFailure } from "../local/processes/report-failure.ts";
import { chooseOperator } from "./replay/choose-operator.ts";
import { describeProgress } from "./replay/describe-progress.ts";
import { readReplayOptions, type ReplayOptions } from "./replay/options.ts";
import { runReplay } from "./replay/run-replay.ts";
import { postStep } from "./replay/post-step.ts";

await replay().catch(reportFailure);
// Connections that are kept open would hold the process.
process.exit();

async function replay(): Promise<void> {
  const options = readReplayOptions(process.argv.slice(2), process.env, Date.now());
  const operator = chooseOperator(options, await factsFor(options));
  const totals = await runReplay(options, (step) => postStep(operator, step), {
    onStep: (state) => console.error(describeProgress(state)),
    onFailure: (state) => {
      console.error(`Stopped. The same command with --to ${options.to} --cursor ${state.cursor} goes on from here.`);
    },
  });
  console.log(JSON.stringify({ source: options.source, dry_run: options.dryRun, to: options.to, ...totals }));
}

async function factsFor({ edge, token, dataDir }: ReplayOptions) {
  return edge !== undefined && token !== undefined ? undefined : await readFacts(resolve(dataDir));
}
