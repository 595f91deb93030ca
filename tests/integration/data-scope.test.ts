import { beforeAll, describe, expect, inject, it } from "vitest";
import { Overview } from "../../contract/query.ts";
import { ask } from "../helpers/ask.ts";
import { anEvent, askClickHouse, get, type LiveViewer, postEvents, until, watchLive } from "../helpers/stack-client.ts";
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

const storedOf = ({ orgId }: TestTenant) =>
  askClickHouse(facts, "eu", "SELECT user_id FROM events WHERE org_id = {org:String}", { org: orgId });

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

  it("sees what they did themselves also where addresses are stored as pseudonyms, and what they did before", async () => {
    const hidden = await newTenant(facts, "eu");
    const own = await addPerson(facts, hidden.orgId, "user");
    const post = (email: string, session: string) =>
      postEvents(facts, hidden, [anEvent({ user_id: email, session_id: session })]);
    const settings = {
      cookie: await hidden.signIn(),
      body: { pseudonymise_emails: true },
    };
    expect((await ask(facts, "PATCH", "/v1/organization/settings", settings)).status).toBe(200);
    await post(own.email, "their-own");
    await post("somebody@example.com", "of-somebody");
    await until(() => storedOf(hidden), (rows) => rows.length === 2);
    expect(JSON.stringify(await storedOf(hidden))).not.toContain("@");
    expect(await sessionsSeenBy(own)).toEqual(["their-own"]);
    expect(await eventsSeenBy(own)).toBe(1);
  });
});

describe("a manager", () => {
  it("sees the whole organisation", async () => {
    expect(await sessionsSeenBy(manager)).toEqual(["of-another-team", "of-nobody", "of-the-mate", "of-the-team"]);
    expect(await eventsSeenBy(manager)).toBe(5);
  });
});

describe("a user in the live view", () => {
  it("watches what their teams do and what they do themselves, and nothing else", async () => {
    const [everybody, own, nobody] = await Promise.all(
      [manager, mate, loner].map(({ cookie }) => watchLive(facts, cookie)),
    );
    try {
      const events = [
        anEvent({ team: "atlas", session_id: "live-of-the-team" }),
        anEvent({ team: "boreas", session_id: "live-of-another" }),
        anEvent({ user_id: mate.email, session_id: "live-of-the-mate" }),
      ];
      await postEvents(facts, tenant, events);
      const linesOf = (viewer: LiveViewer | undefined) =>
        viewer?.messages.flatMap((message) => message.type === "EVENT" ? [message.event.session_id] : []).sort();
      await until(() => Promise.resolve(linesOf(everybody)), (lines) => lines?.length === 3);
      expect(linesOf(own)).toEqual(["live-of-the-mate", "live-of-the-team"]);
      expect(linesOf(nobody)).toEqual([]);
      expect(JSON.stringify([own?.messages, nobody?.messages])).not.toContain("live-of-another");
    } finally {
      for (const viewer of [everybody, own, nobody]) viewer?.close();
    }
  });
});
