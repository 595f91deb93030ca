import { beforeAll, describe, expect, inject, it } from "vitest";
import { SessionList } from "../../contract/query-sessions.ts";
import { randomRows } from "../helpers/random-rows.ts";
import { referenceMetrics } from "../helpers/reference-metrics.ts";
import { get } from "../helpers/stack-client.ts";
import { storeRows } from "../helpers/stored-rows.ts";
import { newTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const FROM = Date.parse("2026-11-01T00:00:00Z");
const TO = Date.parse("2026-11-04T00:00:00Z");
const PERIOD = `from=${new Date(FROM).toISOString()}&to=${new Date(TO).toISOString()}`;
const rows = randomRows(1_500, FROM, TO, 5);
let cookie = "";

beforeAll(async () => {
  const tenant = await newTenant(facts, "us");
  cookie = await tenant.signIn();
  await storeRows(facts, tenant.orgId, "us", rows);
  await storeRows(facts, tenant.orgId, "us", rows.slice(0, 100));
});

async function list(query: string): Promise<SessionList> {
  return SessionList.parse(await (await get(facts, `/v1/sessions?${PERIOD}&${query}`, cookie)).json());
}

describe("GET /v1/sessions", () => {
  it("goes page by page through every session once, newest first", async () => {
    const seen: string[] = [];
    const starts: number[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: SessionList = await list(`limit=17${cursor === "" ? "" : `&cursor=${cursor}`}`);
      seen.push(...page.data.map(({ session_id }) => session_id));
      starts.push(...page.data.map(({ started_at }) => Date.parse(started_at)));
      cursor = page.next_cursor;
    }
    expect(new Set(seen)).toEqual(new Set(rows.map(({ session_id }) => session_id)));
    expect(seen).toHaveLength(new Set(seen).size);
    expect(starts).toEqual(starts.toSorted((a, b) => b - a));
  });

  it("has each session's figures", async () => {
    for (const session of (await list("limit=200")).data) {
      const own = rows.filter(({ session_id }) => session_id === session.session_id);
      const expected = referenceMetrics(own);
      expect(session).toMatchObject({
        events: own.length,
        failed: expected.sessions_failed === 1,
        errors: expected.errors,
        tokens: expected.tokens,
        tool_calls: expected.tool_calls,
        models: [...new Set(own.map(({ model }) => model).filter((model) => model !== ""))].toSorted(),
      });
      expect(session.cost_usd).toBeCloseTo(expected.cost_usd ?? 0, 9);
    }
  });

  it("takes filters", async () => {
    const { data } = await list("limit=200&agent_id=codex-cli");
    const expected = new Set(rows.filter(({ agent_id }) => agent_id === "codex-cli").map((row) => row.session_id));
    expect(new Set(data.map(({ session_id }) => session_id))).toEqual(expected);
  });

  it("refuses cursors that are made up, and strangers", async () => {
    const response = await get(facts, `/v1/sessions?${PERIOD}&cursor=nonsense`, cookie);
    expect(response.status).toBe(400);
    expect((await get(facts, `/v1/sessions?${PERIOD}`, "")).status).toBe(401);
  });
});
