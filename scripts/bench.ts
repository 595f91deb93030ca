/**
 * Measures what the product promises, prints it with the machine it was measured on, and writes it to bench/results/.
 * Usage: deno task bench [--only P1,P7] [--seconds 60] [--rows 40000000], deno task bench sdk|edge-profile|live-profile, or
 * deno task bench live-view [--seconds 60], or deno task bench schema|questions|exports [--rows 5000000]
 */
import { parseArgs } from "node:util";
import { EDGE_COST } from "../tests/bench/edge/edge-cost.ts";
import { printEdgeProfile } from "../tests/bench/edge/edge-profile.ts";
import { EDGE_SIZE } from "../tests/bench/edge/edge-size.ts";
import { printLiveProfile } from "../tests/bench/live/live-profile.ts";
import { LIVE_VIEW } from "../tests/bench/live/live-view.ts";
import { MANY_VIEWERS } from "../tests/bench/live/many-viewers.ts";
import { describeMachine } from "../tests/bench/machine.ts";
import { FRESHNESS } from "../tests/bench/pipeline/freshness.ts";
import { NEIGHBOURS } from "../tests/bench/pipeline/neighbours.ts";
import { SUSTAINED } from "../tests/bench/pipeline/sustained.ts";
import { SDK_COST } from "../tests/bench/sdk/sdk-cost.ts";
import { type Bench, type BenchResult, renderResult } from "../tests/bench/result.ts";
import { printExports } from "../tests/bench/store/exports.ts";
import { OVERVIEW } from "../tests/bench/store/overview.ts";
import { printQuestions } from "../tests/bench/store/questions.ts";
import { printSchemaVariants } from "../tests/bench/store/schema-variants.ts";

const BENCHES: readonly Bench[] = [
  EDGE_COST,
  EDGE_SIZE,
  FRESHNESS,
  SUSTAINED,
  NEIGHBOURS,
  SDK_COST,
  OVERVIEW,
  MANY_VIEWERS,
];
/** Those that are asked for by their name alone. */
const APART: readonly Bench[] = [LIVE_VIEW];

const { values, positionals } = parseArgs({
  options: { only: { type: "string" }, seconds: { type: "string", default: "60" }, rows: { type: "string" } },
  allowPositionals: true,
});
if (positionals.includes("edge-profile")) {
  await printEdgeProfile();
  Deno.exit();
}
if (positionals.includes("live-profile")) {
  await printLiveProfile();
  Deno.exit();
}
if (positionals.includes("schema")) {
  await printSchemaVariants(Number(values.rows ?? 5_000_000));
  Deno.exit();
}
if (positionals.includes("questions")) {
  await printQuestions(Number(values.rows ?? 5_000_000));
  Deno.exit();
}
if (positionals.includes("exports")) {
  await printExports(Number(values.rows ?? 1_000_000));
  Deno.exit();
}
const wanted = positionals.includes("sdk")
  ? [SDK_COST.name]
  : positionals.includes(LIVE_VIEW.name)
  ? [LIVE_VIEW.name]
  : values.only?.split(",");
const unknown = wanted?.filter((name) => ![...BENCHES, ...APART].some((bench) => bench.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(
    `There is no benchmark ${unknown.join(", ")}; there are ${BENCHES.map((bench) => bench.name).join(", ")}.`,
  );
  Deno.exit(2);
}

const machine = describeMachine();
const versions = Object.entries(machine.versions).map(([name, version]) => `${name} ${version}`).join(" · ");
console.log(`\n${machine.cpu} · ${machine.cores} cores · ${machine.memoryGb} GB · ${machine.platform}\n${versions}`);
console.log(`load average before: ${machine.loadAverage.toFixed(2)}\n`);

const results: BenchResult[] = [];
const chosen = wanted === undefined ? BENCHES : [...BENCHES, ...APART].filter(({ name }) => wanted.includes(name));
for (const bench of chosen) {
  const result = await bench.run({ seconds: Number(values.seconds), rows: Number(values.rows ?? 40_000_000) });
  results.push(result);
  console.log(renderResult(result));
}

await Deno.mkdir("bench/results", { recursive: true });
const startedAt = new Date().toISOString();
const file = `bench/results/${startedAt.replaceAll(":", "-")}.json`;
await Deno.writeTextFile(file, `${JSON.stringify({ at: startedAt, machine, results }, null, 2)}\n`);
console.log(`load average after: ${(Deno.loadavg()[0] ?? 0).toFixed(2)} · ${file}`);
Deno.exit();
