/** Runs the whole product on this machine. `deno task dev --help` lists the options. */
import { renderAnnouncement } from "./announce.ts";
import { readDevOptions, USAGE } from "./dev-options.ts";
import { reportFailure } from "./processes/report-failure.ts";
import { describeExit } from "./processes/start-child.ts";
import { waitForStopSignal } from "./processes/wait-for-stop-signal.ts";
import { Progress } from "./progress.ts";
import { startStack } from "./stack.ts";

if (process.argv.includes("--help")) {
  console.log(USAGE);
} else {
  await runStack().catch(reportFailure);
  process.exit();
}

async function runStack(): Promise<void> {
  const options = readDevOptions(process.argv.slice(2), process.env);
  const signalled = waitForStopSignal();
  const progress = new Progress((text) => process.stdout.write(text), process.stdout.isTTY);
  // Whatever has been started by then ends with this process.
  const starting = startStack(options, progress);
  const stack = await Promise.race([starting, signalled.then(() => undefined)]);
  if (stack === undefined) return;
  console.log(`\nReady in ${progress.total()}.`);
  console.log(renderAnnouncement(stack.facts, options.dataDir));

  const broken = await Promise.race([stack.broken, signalled.then(() => undefined)]);
  if (broken) console.error(await describeExit(broken));
  else console.log("\nStopping.");
  await stack.stop();
  if (broken) process.exitCode = 1;
}
