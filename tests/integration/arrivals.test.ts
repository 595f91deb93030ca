import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { Arrivals } from "../../contract/arrivals.ts";
import { anEvent, get, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
let tenant = {} as TestTenant;

async function askByKey(minutes = 15, key = tenant.apiKey): Promise<Response> {
  return await fetch(`${facts.urls.edge}/v1/ingestion/arrivals?minutes=${minutes}`, {
    headers: { authorization: `Bearer ${key}` },
  });
}

async function postLog(service: string, attributes: Record<string, string>): Promise<void> {
  const toList = (all: Record<string, string>) =>
    Object.entries(all).map(([key, stringValue]) => ({ key, value: { stringValue } }));
  await fetch(`${facts.urls.edge}/v1/logs`, {
    method: "POST",
    headers: { "x-api-key": tenant.apiKey, "content-type": "application/json" },
    body: JSON.stringify({
      resourceLogs: [{
        resource: { attributes: toList({ "service.name": service, "service.version": "1.2.3" }) },
        scopeLogs: [{ logRecords: [{ timeUnixNano: `${Date.now()}000000`, attributes: toList(attributes) }] }],
      }],
    }),
  });
}

beforeAll(async () => {
  tenant = await newTenant(facts, "eu");
  const session = { "session.id": "s1", "user.id": "u1" };
  await postLog("codex_exec", { "event.name": "codex.user_prompt", prompt: "secret", ...session });
  await postLog("thermostat", { "event.name": "warmer" });
  await postEvents(facts, tenant, [
    anEvent({ agent_id: "mine", model: "own-model", input_tokens: 10 }),
    anEvent({ agent_id: "mine", model: "gpt-5", input_tokens: 1_000 }),
    anEvent({ agent_id: "mine", model: "gpt-5" }),
    anEvent({ agent_id: "skewed", event_type: "user_prompt", timestamp: Date.now() + 2 * 3_600_000 }),
    { event_id: "refused" },
  ]);
  await until(
    async () => Arrivals.parse(await (await askByKey()).json()),
    ({ clients, refused }) => clients.reduce((sum, { events }) => sum + events, 0) === 6 && refused.length > 0,
    30_000,
  );
}, 60_000);

describe("what arrived lately", () => {
  it("is told to whoever holds a key that may send, by client and signal", async () => {
    const { clients, refused } = Arrivals.parse(await (await askByKey()).json());
    const byAgent = Object.fromEntries(clients.map((client) => [client.agent_id, client]));
    expect(byAgent["mine"]).toMatchObject({
      signal: "http",
      events: 3,
      event_types: { llm_request: 3 },
      tokens: 1_010,
      cost_usd: 0.00125,
      estimated: true,
    });
    expect(byAgent["thermostat"]).toMatchObject({ signal: "otlp_logs", agent_version: "1.2.3" });
    expect(refused).toMatchObject([{ code: "REQUIRED", count: 1 }]);
  });

  it("says what is odd about it, in words, problems first", async () => {
    const { oddities } = Arrivals.parse(await (await askByKey()).json());
    const found = oddities.map(({ code, agent_id, level }) => `${level} ${code} ${agent_id ?? "-"}`);
    expect(new Set(found)).toEqual(
      new Set([
        "problem events_refused -",
        "problem no_tokens mine",
        "problem model_unpriced mine",
        "problem clock_ahead skewed",
        "problem unknown_client thermostat",
        "note sessions_unknown thermostat",
        "note users_unknown thermostat",
        "note content_dropped codex-cli",
      ]),
    );
    expect(found.findIndex((line) => line.startsWith("note"))).toBe(5);
    expect(oddities.find(({ code }) => code === "model_unpriced")?.what).toContain("own-model");
  });

  it("is told to members, and to nobody else", async () => {
    expect((await get(facts, "/v1/ingestion/arrivals", await tenant.signIn())).status).toBe(200);
    expect((await get(facts, "/v1/ingestion/arrivals", "")).status).toBe(401);
    expect((await askByKey(0)).status).toBe(400);
    const other = await newTenant(facts, "eu");
    const theirs = Arrivals.parse(await (await askByKey(15, other.apiKey)).json());
    expect(theirs.clients).toEqual([]);
    expect(theirs.oddities.map(({ code }) => code)).toEqual(["nothing_arrived"]);
  });

  it("is what the doctor says", async () => {
    const run = promisify(execFile);
    const args = ["run", "-A", "scripts/doctor.ts", "--edge", facts.urls.edge, "--key", tenant.apiKey];
    const failure: unknown = await run(process.execPath, args).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 1 });
    const { stdout } = failure as { stdout: string };
    expect(stdout).toContain("mine · HTTP · 3 events");
    expect(stdout).toContain("own-model, for which no price is known");
    expect(stdout).not.toContain(tenant.apiKey);
  });
});
