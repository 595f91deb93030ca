import type { Overview } from "../../../contract/query.ts";
import type { DevFacts } from "../../../local/dev-facts.ts";
import { rollStaleDays, rollTouchedHours } from "../../../workers/jobs/roll-up/roll-touched.ts";
import { askClickHouse, get } from "../../helpers/stack-client.ts";
import { newTenant } from "../../helpers/tenant.ts";
import { startTestStack } from "../../helpers/test-stack.ts";
import { median } from "../statistics.ts";
import { QUESTIONS } from "./list-questions.ts";
import { loadLargest } from "./load-largest.ts";

const ASKED = 5;

/** Prints how long the API takes for every list and breakdown of an organisation with many events in 30 days. */
export async function printQuestions(rows: number): Promise<void> {
  const stack = await startTestStack({ args: ["--no-dashboard"] });
  try {
    const tenant = await newTenant(stack.facts, "us");
    await loadLargest(stack.facts, tenant.orgId, rows);
    await rollUp(stack.facts);
    const cookie = await tenant.signIn();
    console.log(`\n${rows.toLocaleString("en")} events in 30 days; ms, median of ${ASKED}\n`);
    await compare(stack.facts, tenant.orgId, cookie);
    for (const question of QUESTIONS) await printQuestion(stack.facts, cookie, question);
  } finally {
    await stack.stop();
  }
}

async function rollUp(facts: DevFacts): Promise<void> {
  const { username: user, password } = facts.clickhouse.jobs.us;
  const jobs = { url: facts.urls.clickhouse, database: facts.clickhouse.databases.us, user, password };
  while (!(await rollTouchedHours(jobs, 0)).done);
  while (!(await rollStaleDays(jobs)).done);
}

/** Holds the overview against a plain statement over the events. */
async function compare(facts: DevFacts, orgId: string, cookie: string): Promise<void> {
  const overview = await (await get(facts, "/v1/metrics/overview?period=30d", cookie)).json() as Overview;
  const [plain] = await askClickHouse<Record<string, number>>(
    facts,
    "us",
    `SELECT count() AS events, uniqExact(session_id) AS sessions, uniqExact(user_id) AS users, toFloat64(sum(cost_usd)) AS cost
FROM events FINAL WHERE org_id = {org:String} AND timestamp >= parseDateTimeBestEffort({from:String})
  AND timestamp < parseDateTime64BestEffort({to:String}, 3)`,
    { org: orgId, from: overview.period.from, to: overview.period.to },
  );
  const { kpis, context } = overview;
  const said = [context.events, kpis.sessions.value, kpis.active_users.value, kpis.cost_usd.value];
  const counted = [plain?.["events"], plain?.["sessions"], plain?.["users"], plain?.["cost"]];
  const isSame = said.every((value, at) => Math.abs(Number(value) - Number(counted[at])) < 1e-6);
  console.log(`overview ${isSame ? "is the same as" : "DIFFERS FROM"} SQL over events: ${said.join(", ")}\n`);
}

async function printQuestion(facts: DevFacts, cookie: string, question: string): Promise<void> {
  const address = `${question}${question.includes("?") ? "&" : "?"}period=30d`;
  const times: number[] = [];
  let status = 0;
  for (let i = 0; i <= ASKED; i++) {
    const startedAt = performance.now();
    const response = await get(facts, address, cookie);
    await response.text();
    status = response.status;
    if (i > 0) times.push(performance.now() - startedAt);
  }
  console.log(question.padEnd(70) + String(status).padStart(5) + median(times).toFixed(0).padStart(8));
}
