/**
 * Lets things go wrong while agents post, and holds every acknowledged event against what is stored, queried and shown.
 * Usage: deno task faults [--only name,…] [--short] [--json FILE]
 */
import { parseArgs } from "node:util";
import { FAULTS } from "../tests/faults/all-faults.ts";
import { FaultStack } from "../tests/faults/fault-stack.ts";
import type { FaultRow } from "../tests/faults/fault.ts";
import { renderHeader, renderRow } from "../tests/faults/render-row.ts";
import { runFault } from "../tests/faults/run-fault.ts";

const { values } = parseArgs({
  options: { only: { type: "string" }, short: { type: "boolean", default: false }, json: { type: "string" } },
});
const wanted = values.only?.split(",");
const unknown = wanted?.filter((name) => !FAULTS.some((fault) => fault.name === name)) ?? [];
if (unknown.length > 0) {
  console.error(`There is no fault ${unknown.join(", ")}; there are ${FAULTS.map(({ name }) => name).join(", ")}.`);
  Deno.exit(2);
}

console.log("Starting a stack of its own …");
const stack = await FaultStack.start();
const rows: FaultRow[] = [];
try {
  console.log(`load average ${(Deno.loadavg()[0] ?? 0).toFixed(2)}\n\n${renderHeader()}`);
  for (const fault of FAULTS.filter(({ name }) => wanted === undefined || wanted.includes(name))) {
    const row = await runFault(fault, stack, values.short);
    rows.push(row);
    console.log(renderRow(row));
  }
} finally {
  await stack.stop();
}
const failed = rows.filter(({ failures }) => failures.length > 0).length;
console.log(`\n${rows.length - failed} of ${rows.length} faults held`);
if (values.json !== undefined) {
  await Deno.writeTextFile(values.json, `${JSON.stringify({ at: new Date().toISOString(), rows }, null, 2)}\n`);
}
Deno.exit(failed === 0 ? 0 : 1);
