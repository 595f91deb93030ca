import { beforeAll, describe, expect, inject, it } from "vitest";
import { Overview } from "../../contract/query.ts";
import { anEvent, askClickHouse, get, postEvents, until } from "../helpers/stack-client.ts";
import { addPerson, type TestPerson } from "../helpers/people.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
let tenant = {} as TestTenant;
let [mate, loner, manager] = [{} as TestPerson, {} as TestPerson, {} as TestPerson];

beforeAll(async () => {
  tenant = await newTenant(facts, "eu");
  mate = await addPerson(facts, tenant.orgId, "user", { teams: ["atlas"] });
  loner = await addPerson(facts, tenant.orgId, "user");
  manager = await addPerson(facts, tenant.orgId, "manager", { teams: ["atlas"] });
  const events = [
    anEvent({ team: "atlas", session_id: "of-the-team" }),
    anEvent({ team: "boreas", session_id: "of-another-team" }),
    anEvent({ team: "boreas", session_id: "of-another-team" }),
    anEvent({ user_id: mate.email, session_id: "of-the-mate" }),
    anEvent({ session_id: "of-nobody" }),
  ];
  await postEvents(facts, tenant, events);
  const stored = () =>
    askClickHouse(facts, "eu", "SELECT 1 FROM events WHERE org_id = {org:String}", { org: tenant.orgId });
  await until(stored, (rows) => rows.length === events.length);
});

async function eventsSeenBy({ cookie }: TestPerson): Promise<number> {
  return Overview.parse(await (await get(facts, "/v1/metrics/overview?period=24h", cookie)).json()).context.events;
}

async function sessionsSeenBy({ cookie }: TestPerson, query = ""): Promise<string[]> {
  const list = await (await get(facts, `/v1/sessions?period=24h${query}`, cookie)).json() as {
    data: { session_id: string }[];
  };
  return list.data.map(({ session_id }) => session_id).sort();
}

describe("a user", () => {
  it("sees what their teams did and what they did themselves, and nothing else", async () => {
    expect(await sessionsSeenBy(mate)).toEqual(["of-the-mate", "of-the-team"]);
    expect(await eventsSeenBy(mate)).toBe(2);
  });

  it("sees no more for asking about others", async () => {
    expect(await sessionsSeenBy(mate, "&team=boreas")).toEqual([]);
    expect(await sessionsSeenBy(mate, "&session_id=of-nobody")).toEqual([]);
    expect(await sessionsSeenBy(mate, "&team=!atlas")).toEqual(["of-the-mate"]);
  });

  it("sees nothing where they are in no team and did nothing", async () => {
    expect(await sessionsSeenBy(loner)).toEqual([]);
    expect(await eventsSeenBy(loner)).toBe(0);
  });

  it("may not watch the live view, which shows everybody", async () => {
    expect((await get(facts, "/v1/live", mate.cookie)).status).toBe(403);
  });
});

describe("a manager", () => {
  it("sees the whole organisation", async () => {
    expect(await sessionsSeenBy(manager)).toEqual(["of-another-team", "of-nobody", "of-the-mate", "of-the-team"]);
    expect(await eventsSeenBy(manager)).toBe(5);
  });
});
