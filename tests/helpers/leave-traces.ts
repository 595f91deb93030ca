import { expect } from "vitest";
import type { DevFacts } from "../../local/dev-facts.ts";
import { startAndWait } from "../../scripts/job/start-and-wait.ts";
import { openJobsClient } from "../../scripts/job/jobs-client.ts";
import { chooseOperator } from "../../scripts/replay/choose-operator.ts";
import { createClient } from "../../sdk/src/index.ts";
import { ask } from "./ask.ts";
import { postTelemetry } from "./post-telemetry.ts";
import { readRolled } from "./read-rolled.ts";
import { anEvent, askClickHouse, postEvents, until } from "./stack-client.ts";
import type { TestTenant } from "./tenant.ts";
import { whilePoisonous } from "./while-poisonous.ts";

const DAY_MS = 86_400_000;
const nanos = (at = Date.now()) => String(BigInt(at) * 1_000_000n);
const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });

/** Somebody who does everything that leaves something behind, and the admin who looks at it. */
export interface Wanderer {
  email: string;
  adminCookie: string;
}

/** Sends events of a person through every door, and has their organisation do with them what makes copies. */
export async function leaveTraces(
  facts: DevFacts,
  tenant: TestTenant,
  { email, adminCookie }: Wanderer,
): Promise<void> {
  const before = new Date(Date.now() - 3 * DAY_MS).toISOString();
  const said = { metadata: { note: `${email} was here`, nested: { [email]: [email] } }, error_message: `no ${email}` };
  await postEvents(facts, tenant, [
    anEvent({ user_id: email, event_type: "error", ...said }),
    anEvent({ user_id: email.toUpperCase(), ...said }),
    anEvent({ user_id: email, timestamp: before, ...said }),
  ]);
  const client = createClient({ apiKey: tenant.apiKey, endpoint: facts.urls.edge, agent: "sdk", flushOnExit: false });
  client.track({ event_type: "tool_call", user_id: email, ...said });
  expect(await client.flush()).toBe(true);
  await sendTelemetry(facts, tenant, email);
  await whilePoisonous(facts, tenant, async () => {
    await postEvents(facts, tenant, [anEvent({ user_id: email, session_id: "poison", ...said })]);
    await until(() => parkedWarnings(facts, tenant), (rows) => rows.length > 0);
  });
  const rowsOf =
    "SELECT DISTINCT source FROM events FINAL WHERE org_id = {org:String} AND lower(user_id) = {user:String}";
  const sources = () => askClickHouse(facts, tenant.region, rowsOf, { org: tenant.orgId, user: email });
  await until(sources, (rows) => rows.length === 5);
  await makeCopies(facts, { email, adminCookie });
  await archive(facts, tenant);
  await readRolled(facts, tenant);
}

const parkedWarnings = (facts: DevFacts, { orgId, region }: TestTenant) =>
  askClickHouse(facts, region, "SELECT 1 FROM ingestion_warnings WHERE org_id = {org:String}", { org: orgId });

/** Logs, metrics, and a trace of which a later request says whose it is. */
async function sendTelemetry(facts: DevFacts, tenant: TestTenant, email: string): Promise<void> {
  const attributes = [text("user.email", email), text("note", `${email} was here`)];
  const resource = { attributes: [text("service.name", "wanderer")] };
  const json = { encoding: "json" } as const;
  const logRecords = [{ timeUnixNano: nanos(), attributes: [text("event.name", "thing"), ...attributes] }];
  await postTelemetry(facts, tenant, "logs", { resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] }, json);
  const dataPoints = [{
    startTimeUnixNano: nanos(),
    timeUnixNano: nanos(),
    asDouble: 100,
    attributes: [text("type", "input"), ...attributes],
  }];
  const sum = { aggregationTemporality: 2, isMonotonic: true, dataPoints };
  const metrics = [{ name: "claude_code.token.usage", sum }, { name: "wandered", sum }];
  const meter = { attributes: [text("service.name", "claude-code")] };
  await postTelemetry(facts, tenant, "metrics", {
    resourceMetrics: [{ resource: meter, scopeMetrics: [{ metrics }] }],
  }, json);
  const traceId = crypto.randomUUID().replaceAll("-", "");
  const send = async (spanId: string, parentSpanId: string, more: object[]) => {
    const spans = [{
      traceId,
      spanId,
      parentSpanId,
      name: "chat",
      startTimeUnixNano: nanos(),
      endTimeUnixNano: nanos(),
      attributes: [text("gen_ai.operation.name", "chat"), text("gen_ai.request.model", "m"), ...more],
    }];
    await postTelemetry(facts, tenant, "traces", { resourceSpans: [{ resource, scopeSpans: [{ spans }] }] }, json);
  };
  // Its user is a person's whom nothing but the trace names.
  await send("00000000000000a2", "00000000000000a1", [text("note", `${email} was here`)]);
  await send("00000000000000a1", "", [text("session.id", "ses-trace"), ...attributes]);
}

/** Saved views, and exports in all formats, one of them asked for by the person's name. */
async function makeCopies(
  facts: DevFacts,
  { email, adminCookie: cookie }: Wanderer,
): Promise<void> {
  const view = { name: `Of ${email}`, page: "sessions", state: `user_id=${encodeURIComponent(email)}` };
  expect((await ask(facts, "POST", "/v1/views", { cookie, body: view })).status).toBe(201);
  for (const [format, query] of [["parquet", {}], ["csv", { user_id: email }], ["jsonl", {}]] as const) {
    const body = { source: "events", format, query };
    const { status, body: { id } } = await ask(facts, "POST", "/v1/exports", { cookie, body });
    expect(status).toBe(202);
    const find = async () => (await ask(facts, "GET", `/v1/exports/${id}`, { cookie })).body.state as string;
    await until(find, (state) => state === "ready", 30_000);
  }
}

async function archive(facts: DevFacts, { orgId, region }: TestTenant): Promise<void> {
  const jobs = openJobsClient(chooseOperator({ edge: undefined, token: undefined }, facts));
  const request = { job: "archive", region, input: { org_id: orgId } } as const;
  expect((await startAndWait(jobs, request, { waits: true, say: () => {} })).state).toBe("complete");
}
