import { describe, expect, inject, it } from "vitest";
import type { Window } from "../../contract/window.ts";
import { postTelemetry, type Sending } from "../helpers/post-telemetry.ts";
import { firstTimeOf, movedInTime, readRecording, readTruth, type RecordedRequest } from "../helpers/recordings.ts";
import { askClickHouse, until, watchLive } from "../helpers/stack-client.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const SUMS = `SELECT sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
  sum(cache_read_tokens) AS cache_read_tokens, sum(cache_creation_tokens) AS cache_creation_tokens,
  sum(reasoning_tokens) AS reasoning_tokens, countIf(event_type = 'llm_request') AS requests,
  countIf(event_type = 'tool_call') AS tools, uniqExactIf(session_id, session_id != 'unknown') AS sessions
  FROM events FINAL WHERE org_id = {org:String}`;
const REPORTED = `SELECT toFloat64(sumIf(cost_usd, cost_source = 'reported')) AS cost, sum(lines_added) AS added,
  countIf(event_type = 'llm_request') AS requests, count() AS events FROM events FINAL WHERE org_id = {org:String}`;

const sumsOf = async (tenant: TestTenant, sql: string) =>
  (await askClickHouse<Record<string, number>>(facts, tenant.region, sql, { org: tenant.orgId }))[0];

async function post(tenant: TestTenant, requests: readonly RecordedRequest[], sending: Sending): Promise<void> {
  for (const { signal, json } of requests) await postTelemetry(facts, tenant, signal, json, sending);
}

/** Waits until rows say what they should, and for what might still come after that. */
async function expectSums(tenant: TestTenant, sql: string, expected: Record<string, number>): Promise<void> {
  const says = (sums: Record<string, number> | undefined) =>
    Object.entries(expected).every(([name, value]) => sums?.[name] === value);
  await until(() => sumsOf(tenant, sql), says);
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  expect(await sumsOf(tenant, sql)).toMatchObject(expected);
}

describe("a recorded session of a real client", () => {
  const sendings: Sending[] = [
    { encoding: "json" },
    { encoding: "protobuf", gzip: true },
    { encoding: "json", gzip: true, prefix: "/v1/otlp" },
    { encoding: "protobuf", prefix: "/v1/otlp" },
  ];

  it.each([
    ["codex-cli/binary-all-signals-unknown-model", 0],
    ["gemini-cli/edit-retry-2.5-pro-noprompts", 1],
    ["qwen-code/read-edit-qwen3-coder-plus", 2],
    ["copilot-cli/json-completions-gpt-5.4", 3],
  ])("%s is stored with its true sums, sent backwards and again in the other encoding", async (scenario, index) => {
    const truth = readTruth(scenario);
    const tenant = await newTenant(facts, index % 2 === 0 ? "eu" : "us");
    const requests = readRecording(scenario);
    await post(tenant, requests.toReversed(), sendings[index] ?? { encoding: "json" });
    await post(tenant, requests, sendings[(index + 1) % 4] ?? { encoding: "json" });
    await expectSums(tenant, SUMS, {
      ...truth.disjoint_tokens,
      requests: truth.llm_calls_ok,
      tools: truth.tool_calls_count,
      sessions: truth.sessions,
    });
  });

  it("that sends metrics and logs is counted once for each of two tenants, in rows and live, metrics first", async () => {
    const scenario = "otel-js-sdk/session-metrics-delta-and-logs-json";
    const { totals } = readTruth(scenario);
    const recorded = readRecording(scenario);
    const byMs = Date.now() - 120_000 - firstTimeOf(recorded);
    const requests = recorded.map((request) => ({ ...request, json: movedInTime(request.json, byMs) }));
    const metrics = requests.filter(({ signal }) => signal === "metrics");
    const logs = requests.filter(({ signal }) => signal === "logs");
    const [one, other] = [await newTenant(facts, "us"), await newTenant(facts, "us")];
    await post(one, metrics, { encoding: "protobuf" });
    await post(other, logs, { encoding: "json" });
    const metricsAlone = { cost: totals.cost_usd, added: totals.lines_added, requests: 0 };
    await until(() => sumsOf(one, REPORTED), (sums) => sums?.["cost"] === metricsAlone.cost);
    await post(one, logs, { encoding: "protobuf", gzip: true });
    await post(other, metrics, { encoding: "json" });
    for (const tenant of [one, other]) {
      await expectSums(tenant, REPORTED, {
        cost: totals.cost_usd,
        added: totals.lines_added,
        requests: totals.llm_requests,
      });
      const events = Number((await sumsOf(tenant, REPORTED))?.["events"]);
      const live = await liveSums(tenant);
      expect(live).toMatchObject({ cost_usd: totals.cost_usd, events, llm_requests: totals.llm_requests });
    }
  });
});

/** The sums of the windows that a viewer gets on connecting. */
async function liveSums(tenant: TestTenant): Promise<Record<string, number>> {
  const viewer = await watchLive(facts, await tenant.signIn());
  const snapshot = await viewer.waitFor((message) => message.type === "SNAPSHOT");
  viewer.close();
  if (snapshot.type !== "SNAPSHOT") throw new Error("unreachable");
  const sum = (name: keyof Window["totals"]) =>
    snapshot.windows.reduce((total, { totals }) => total + Number(totals[name] ?? 0), 0);
  return {
    cost_usd: Math.round(sum("cost_usd") * 1e9) / 1e9,
    events: sum("events"),
    llm_requests: sum("llm_requests"),
  };
}
