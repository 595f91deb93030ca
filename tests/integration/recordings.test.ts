import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, inject, it } from "vitest";
import { askClickHouse, until } from "../helpers/stack-client.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const SUMS = `SELECT sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
  sum(cache_read_tokens) AS cache_read_tokens, sum(cache_creation_tokens) AS cache_creation_tokens,
  sum(reasoning_tokens) AS reasoning_tokens, countIf(event_type = 'llm_request') AS requests
  FROM events FINAL WHERE org_id = {org:String}`;

/** Sends a recording's log requests as their client did. */
async function replay(tenant: TestTenant, scenario: string, prefix: string): Promise<void> {
  const folder = `tests/fixtures/otlp/${scenario}`;
  for (const name of readdirSync(folder).filter((file) => /^\d+\.json$/.test(file)).sort()) {
    const { path, headers } = JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
    if (!path.endsWith("/v1/logs")) continue;
    const response = await fetch(`${facts.urls.edge}${prefix}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${tenant.apiKey}`, "content-type": headers["content-type"] },
      body: readFileSync(`${folder}/${name.replace(".json", ".body")}`),
    });
    expect([response.status, await response.json()]).toEqual([200, {}]);
  }
}

describe("a recorded session of a real client", () => {
  it.each([
    ["codex-cli/json-logs-metrics-gpt-5.5", ""],
    ["gemini-cli/edit-retry-2.5-pro-noprompts", "/v1/otlp"],
    ["qwen-code/read-edit-qwen3-coder-plus", ""],
  ])("%s is stored with its true token counts, also when it is sent twice", async (scenario, prefix) => {
    const truth = JSON.parse(readFileSync(`tests/fixtures/otlp/${scenario}/truth.json`, "utf8")).actual;
    const tenant = await newTenant(facts, "eu");
    await replay(tenant, scenario, prefix);
    await replay(tenant, scenario, prefix);
    const [sums] = await until(
      () => askClickHouse<Record<string, number>>(facts, "eu", SUMS, { org: tenant.orgId }),
      ([row]) => (row?.requests ?? 0) >= truth.llm_calls_ok,
    );
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    expect(sums).toEqual({ ...truth.disjoint_tokens, requests: truth.llm_calls_ok });
  });
});
