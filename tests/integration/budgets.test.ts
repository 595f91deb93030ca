import { beforeAll, describe, expect, inject, it } from "vitest";
import type { AuditPage } from "../../contract/audit.ts";
import type { Usage } from "../../contract/query-usage.ts";
import { ask } from "../helpers/ask.ts";
import { addPerson } from "../helpers/people.ts";
import { anEvent, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
let tenant = {} as TestTenant;
let cookie = "";

const put = (body: object, as = cookie) => ask(facts, "PUT", "/v1/budgets", { cookie: as, body });

async function readSpending(as = cookie): Promise<Usage["spending"]> {
  return ((await ask(facts, "GET", "/v1/usage", { cookie: as })).body as Usage).spending;
}

beforeAll(async () => {
  tenant = await newTenant(facts, "eu");
  cookie = await tenant.signIn();
  const now = Date.now();
  const cost = (team: string, cost_usd: number) => anEvent({ timestamp: now, team, cost_usd });
  await postEvents(facts, tenant, [cost("Payments", 3), cost("Payments", 1.5), cost("Search", 0.25)]);
  await until(() => readSpending(), ({ used_usd: used }) => used === 4.75);
});

describe("PUT /v1/budgets", () => {
  it("sets what the organisation and a team are to spend, and usage tells what they have spent", async () => {
    expect(await put({ team: null, limit_usd: 100 })).toMatchObject({ status: 200, body: { limit_usd: 100 } });
    expect(await put({ team: "Search", limit_usd: 12.5 })).toMatchObject({ status: 200, body: { team: "Search" } });
    const spending = await readSpending();
    expect(spending).toMatchObject({ used_usd: 4.75, estimated_share: 0, limit_usd: 100 });
    expect(spending.projected_usd).toBeGreaterThanOrEqual(4.75);
    expect(spending.teams.map(({ team, used_usd, limit_usd }) => [team, used_usd, limit_usd])).toEqual([
      ["Payments", 4.5, null],
      ["Search", 0.25, 12.5],
    ]);
  });

  it("tells of the budget of a team that has spent nothing, and takes budgets away", async () => {
    await put({ team: "Quiet", limit_usd: 5 });
    expect((await readSpending()).teams.at(-1)).toMatchObject({ team: "Quiet", used_usd: 0, limit_usd: 5 });
    expect(await put({ team: "Quiet", limit_usd: null })).toMatchObject({ status: 200, body: { limit_usd: null } });
    expect((await readSpending()).teams.some(({ team }) => team === "Quiet")).toBe(false);
  });

  it("writes down what it was and what it is, and nothing where nothing changes", async () => {
    const team = "Audited";
    for (const limit_usd of [10, 10, 12.34, null, null]) expect((await put({ team, limit_usd })).status).toBe(200);
    const { body } = await ask(facts, "GET", `/v1/audit?target=${team}`, { cookie });
    expect((body as AuditPage).data.map(({ action, details }) => [action, details])).toEqual([
      ["budget.removed", { before: { limit_usd: 12.34 }, after: { limit_usd: null } }],
      ["budget.set", { before: { limit_usd: 10 }, after: { limit_usd: 12.34 } }],
      ["budget.set", { before: { limit_usd: null }, after: { limit_usd: 10 } }],
    ]);
  });

  it("refuses who may not, and what is no budget", async () => {
    const viewer = await addPerson(facts, tenant.orgId, "viewer");
    expect(await put({ team: null, limit_usd: 1 }, viewer.cookie)).toMatchObject({ status: 403 });
    for (const limit_usd of [0, -1, 1.234, 1e10, "10", undefined]) {
      expect(await put({ team: "Search", limit_usd })).toMatchObject({ status: 422 });
    }
    for (const team of ["", "a\u0000b", "x".repeat(257), 5]) {
      expect(await put({ team, limit_usd: 1 })).toMatchObject({ status: 422 });
    }
    expect((await readSpending()).limit_usd).toBe(100);
  });

  it("knows nothing of another organisation's budgets and costs", async () => {
    const other = await newTenant(facts, "eu");
    const theirs = await other.signIn();
    await put({ team: "Search", limit_usd: 99 }, theirs);
    expect(await readSpending(theirs)).toEqual({
      used_usd: 0,
      estimated_share: null,
      projected_usd: 0,
      limit_usd: null,
      teams: [{ team: "Search", used_usd: 0, estimated_share: null, projected_usd: 0, limit_usd: 99 }],
    });
    expect((await readSpending()).teams.find(({ team }) => team === "Search")?.limit_usd).toBe(12.5);
  });
});
