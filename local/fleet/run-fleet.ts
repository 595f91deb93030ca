/**
 * Posts as a simulated fleet of agents to a running instance until it is told to stop.
 *
 *   deno task fleet
 *     --rate N              events a second on average, over all organisations (16)
 *     --org SLUG|all        whom to post as (all of the demo cast)
 *     --data-dir DIR        whose instance (.fleetglass)
 *     --edge URL --key KEY  another edge, and an API key for it
 *     --duration SECONDS    stop by itself
 *     --seed N              play the same sessions again
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { readFacts } from "../dev-facts.ts";
import { reportFailure } from "../processes/report-failure.ts";
import { waitForStopSignal } from "../processes/wait-for-stop-signal.ts";
import { chooseTargets } from "./choose-targets.ts";
import { Fleet } from "./fleet.ts";
import { StatusLine } from "./status-line.ts";
import { tally } from "./tally.ts";

const Options = z.object({
  rate: z.coerce.number().positive().max(100_000).default(16),
  org: z.string().min(1).default("all"),
  "data-dir": z.string().min(1).default(".fleetglass"),
  edge: z.url().optional(),
  key: z.string().min(1).optional(),
  duration: z.coerce.number().positive().default(Infinity),
  seed: z.string().default(() => String(Date.now())),
});

const TICK_MS = 200;
/** How long answers are waited for in the end. */
const FAREWELL_MS = 5_000;

await run().catch(reportFailure);
process.exit();

async function run(): Promise<void> {
  const options = readOptions();
  const facts = options.edge !== undefined && options.key !== undefined
    ? undefined
    : await readFacts(resolve(options["data-dir"]));
  const targets = chooseTargets(options, facts);
  let complaint: string | undefined;
  const onWarning = (message: string) => complaint = message;
  const rate = options.rate / targets.length;
  const fleets = targets.map((target) => new Fleet({ ...target, rate, seed: options.seed, onWarning }));
  const names = targets.map(({ company, target }) => `${company.slug} at ${target.url}`);
  console.log(`Posting ${options.rate} events/s as ${names.join(" and ")}. Ctrl-C stops.`);

  const startedAt = Date.now();
  const endsAt = startedAt + options.duration * 1_000;
  const status = new StatusLine((text) => process.stdout.write(text), process.stdout.isTTY, startedAt);
  const describe = () => ({
    tally: tally(fleets.map((fleet) => fleet.stats()), complaint),
    sessions: fleets.reduce((total, fleet) => total + fleet.sessions, 0),
  });
  const isWelcome = () => fleets.every((fleet) => fleet.stats().dropped.unauthorized === undefined);
  const quit = new AbortController();
  void waitForStopSignal().then(() => quit.abort());
  while (!quit.signal.aborted && isWelcome() && Date.now() < endsAt) {
    for (const fleet of fleets) fleet.advance(Date.now());
    status.refresh(describe(), Date.now());
    await sleep(TICK_MS);
  }
  await Promise.all(fleets.map((fleet) => fleet.finish(FAREWELL_MS)));
  const end = describe();
  status.conclude(end, Date.now() - startedAt);
  if (end.tally.failed > 0) process.exitCode = 1;
}

function readOptions(): z.infer<typeof Options> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    options: { rate: text, org: text, "data-dir": text, edge: text, key: text, duration: text, seed: text },
  });
  const options = Options.safeParse(values);
  if (!options.success) throw new Error(z.prettifyError(options.error));
  return options.data;
}
