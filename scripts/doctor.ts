/**
 * Says what arrived in the last minutes, from which clients, what was refused, and what is odd about it. Ends with 1 where
 * something is wrong.
 *
 *   deno task doctor
 *     --key fg_…         the key that the clients send with (FLEETGLASS_KEY; that of the first demo organisation of the instance here)
 *     --minutes N        how far back to look (15)
 *     --edge URL         a deployment (the instance here)
 *     --json             answer for programs
 *     --data-dir DIR     whose instance (.fleetglass)
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { Arrivals } from "../contract/arrivals.ts";
import { readFacts } from "../local/dev-facts.ts";
import { reportFailure } from "../local/processes/report-failure.ts";
import { describeArrivals } from "./doctor/describe-arrivals.ts";

await examine().catch(reportFailure);
// Connections that are kept open would hold the process.
process.exit();

async function examine(): Promise<void> {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: {
      key: text,
      minutes: { ...text, default: "15" },
      edge: text,
      json: { type: "boolean", default: false },
      "data-dir": { ...text, default: ".fleetglass" },
    },
  });
  const facts = values.edge === undefined ? await readFacts(resolve(values["data-dir"])) : undefined;
  const edge = values.edge ?? facts?.urls.edge;
  const key = values.key ?? process.env["FLEETGLASS_KEY"] ?? facts?.organizations[0]?.api_key;
  if (edge === undefined) throw new Error('No instance runs here. Start one with "deno task dev", or give --edge.');
  if (key === undefined) throw new Error("Say whose arrivals: --key fg_…");
  const arrivals = await ask(edge, key, values.minutes);
  console.log(values.json ? JSON.stringify(arrivals) : describeArrivals(arrivals).join("\n"));
  process.exitCode = arrivals.oddities.some(({ level }) => level === "problem") ? 1 : 0;
}

async function ask(edge: string, key: string, minutes: string): Promise<Arrivals> {
  const url = new URL("/v1/ingestion/arrivals", edge);
  url.searchParams.set("minutes", minutes);
  const response = await fetch(url, { headers: { authorization: `Bearer ${key}` } });
  const body = await response.text();
  if (!response.ok) throw new Error(`${url.origin} answered ${response.status}: ${body.slice(0, 500)}`);
  return Arrivals.parse(JSON.parse(body));
}
