import { type DevFacts, readFacts } from "../../local/dev-facts.ts";
import { STACK_VARIABLE } from "../helpers/test-stack.ts";

/** The running stack that the journeys use: the gate's own, or the one of `deno task dev`. */
export async function readStack(): Promise<DevFacts> {
  const dataDir = process.env[STACK_VARIABLE] ?? ".fleetglass";
  const facts = await readFacts(dataDir);
  if (facts?.urls.dashboard === undefined) throw new Error(`no stack with a dashboard runs on ${dataDir}`);
  return facts;
}
