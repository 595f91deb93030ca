/**
 * Estimates an organisation's costs anew by the prices in force now. Reported costs stay as they are. It may be run any number
 * of times, and cut off; the live view's last day keeps what was known when its windows closed.
 *
 *   deno task reprice --org ID --from ISO
 *     --to ISO              up to and without this time (now)
 *     --cursor CURSOR       go on where a run of the same period stopped
 *     --dry-run             say what would change, and change nothing
 *     --data-dir DIR        whose instance (.fleetglass)
 *     --edge URL --token T  another deployment; the token can stand in FLEETGLASS_OPERATOR_TOKEN
 */
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { RepriceProgress, RepriceStep } from "../contract/reprice.ts";
import { readFacts } from "../local/dev-facts.ts";
import { reportFailure } from "../local/processes/report-failure.ts";
import { chooseOperator, type OperatorAccess } from "./replay/choose-operator.ts";
import { describeReprice, describeUnpriced } from "./reprice/describe-reprice.ts";
import { runReprice } from "./reprice/run-reprice.ts";

await reprice().catch(reportFailure);
// Connections that are kept open would hold the process.
process.exit();

async function reprice(): Promise<void> {
  const { wish, edge, token, dataDir } = readOptions();
  const facts = edge !== undefined && token !== undefined ? undefined : await readFacts(resolve(dataDir));
  const operator = chooseOperator({ edge, token }, facts);
  const totals = await runReprice(wish, (step) => postStep(operator, step), {
    onStep: (soFar) => console.error(describeReprice(soFar)),
    onFailure: (cursor) => {
      console.error(`Stopped. The same command with --to ${wish.to} --cursor '${cursor ?? ""}' goes on from here.`);
    },
  });
  for (const line of describeUnpriced(totals)) console.error(line);
  console.log(JSON.stringify({ org_id: wish.org_id, dry_run: wish.dry_run, ...totals }));
}

function readOptions() {
  const text = { type: "string" } as const;
  const { values } = parseArgs({
    args: process.argv.slice(2),
    options: {
      org: text,
      from: text,
      to: text,
      cursor: text,
      "dry-run": { type: "boolean", default: false },
      "data-dir": { ...text, default: ".fleetglass" },
      edge: text,
      token: text,
    },
  });
  if (values.org === undefined || values.from === undefined) {
    throw new Error("Say whose costs, and from when: --org ID --from ISO.");
  }
  const wish = RepriceStep.parse({
    org_id: values.org,
    from: values.from,
    to: values.to ?? new Date().toISOString(),
    cursor: values.cursor === undefined || values.cursor === "" ? null : values.cursor,
    dry_run: values["dry-run"],
  });
  const token = values.token ?? process.env["FLEETGLASS_OPERATOR_TOKEN"];
  return { wish, edge: values.edge, token, dataDir: values["data-dir"] };
}

async function postStep({ edge, token }: OperatorAccess, step: RepriceStep): Promise<RepriceProgress> {
  const response = await fetch(new URL("/v1/operator/reprice", edge), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify(step),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`The step was answered with ${response.status}: ${text.slice(0, 500)}`);
  return RepriceProgress.parse(JSON.parse(text));
}
