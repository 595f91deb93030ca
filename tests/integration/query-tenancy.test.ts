import { beforeAll, describe, expect, inject, it } from "vitest";
import { FILTER_NAMES } from "../../contract/metrics.ts";
import { READ_ROUTES, type ReadPath } from "../../contract/read-routes.ts";
import { fleetRows } from "../helpers/fleet-rows.ts";
import { inTurns } from "../helpers/in-turns.ts";
import { get } from "../helpers/stack-client.ts";
import { storeRows } from "../helpers/stored-rows.ts";
import { newTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const TO = Date.now() - 60_000;
const FROM = TO - 86_400_000;
const mark = crypto.randomUUID();
const secret = `secret-${mark}`;
/** Ids that a stranger may have heard of; what is behind them is marked by `secret`. */
const ids = { id: `id-${mark}`, fingerprint: `fp-${mark}` };
const INJECTION = "' OR 1=1 --";
const INJECTIONS = [
  INJECTION,
  "{org_id:String}",
  "x') UNION ALL SELECT * FROM events --",
  "%00",
  "🦊\u202e",
];

let victim = { orgId: "", cookie: "" };
let stranger = { cookie: "", ingestKey: "" };

const paths = Object.keys(READ_ROUTES) as ReadPath[];
const fill = (path: string, value?: string) =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: keyof typeof ids) => encodeURIComponent(value ?? ids[name]));
/** Parameters of a route that take any text. */
const textParams = (path: ReadPath) =>
  Object.entries(READ_ROUTES[path].query.shape).flatMap(([name, schema]) =>
    !["org_id", "cursor"].includes(name) && schema.safeParse("any text").success ? [name] : []
  );
/** Filters are read in one place for all routes, so that one route tries each of them by itself. */
const paramsTriedAlone = (path: ReadPath) =>
  textParams(path).filter((name) => path === "/v1/events" || !FILTER_NAMES.some((filter) => filter === name));

beforeAll(async () => {
  const owner = await newTenant(facts, "us");
  const rows = fleetRows(120, FROM, TO).map((row, i) => ({
    ...row,
    event_id: i === 0 ? ids.id : row.event_id,
    session_id: ids.id,
    agent_id: secret,
    user_id: secret,
    error_message: secret,
    error_type: secret,
    fingerprint: ids.fingerprint,
    metadata: JSON.stringify({ secret }),
  }));
  await storeRows(facts, owner.orgId, "us", rows);
  victim = { orgId: owner.orgId, cookie: await owner.signIn() };
  const other = await newTenant(facts, "us");
  stranger = { cookie: await other.signIn(), ingestKey: other.apiKey };
});

describe("the questions of the query API", () => {
  it("show the marked events to whom they belong", async () => {
    const { status, text } = await read("/v1/events?period=7d", victim.cookie);
    expect([status, text.includes(secret)]).toEqual([200, true]);
  });

  it.each(paths)("%s shows nothing to strangers, whatever ids and text they send", async (path) => {
    const values = [ids.id, ids.fingerprint, victim.orgId, ...INJECTIONS];
    const together = values.flatMap((value) => {
      const search = new URLSearchParams(textParams(path).map((name) => [name, value]));
      // A time zone is looked up before anything is asked.
      search.delete("time_zone");
      return [`${fill(path)}?${search.toString()}`, ...(path.includes("{") ? [fill(path, value)] : [])];
    });
    const each = paramsTriedAlone(path).map((name) =>
      `${fill(path)}?${new URLSearchParams([[name, INJECTION]]).toString()}`
    );
    const addresses = [fill(path), ...together, ...each];
    const answers = await inTurns(addresses, 6, (address) => read(address, stranger.cookie));
    for (const [at, { status, text }] of answers.entries()) {
      const isRefusedOrOwn = [200, 400, 404, 422].includes(status);
      expect([addresses[at], status, isRefusedOrOwn, text.includes(secret)]).toEqual([
        addresses[at],
        status,
        true,
        false,
      ]);
    }
  });

  it.each(paths)("%s refuses another organisation, nobody, and keys that may only send", async (path) => {
    const address = fill(path);
    const foreign = await read(`${address}?org_id=${victim.orgId}`, stranger.cookie);
    expect([foreign.status, foreign.text.includes("ORG_MISMATCH")]).toEqual([403, true]);
    expect((await read(address, "")).status).toBe(401);
    const { permission } = READ_ROUTES[path];
    const byKey = await fetch(`${facts.urls.edge}${address}`, {
      headers: { authorization: `Bearer ${stranger.ingestKey}` },
    });
    const text = await byKey.text();
    expect([permission, byKey.status === 403 || permission === "arrivals:read"]).toEqual([permission, true]);
    expect(text).not.toContain(secret);
  });

  it.each(paths)("%s names a parameter that it does not know", async (path) => {
    const { status, text } = await read(`${fill(path)}?agentid=x`, stranger.cookie);
    const problem = JSON.parse(text) as { code: string; errors: { pointer: string }[] };
    expect([status, problem.code]).toEqual([400, "INVALID_QUERY"]);
    expect(problem.errors.map(({ pointer }) => pointer)).toContain("/agentid");
  });

  it("take no cursor of another organisation, of another question, or changed by a letter", async () => {
    const first = await read("/v1/events?period=7d&limit=2", victim.cookie);
    const { next_cursor: cursor } = JSON.parse(first.text) as { next_cursor: string };
    const refused = await Promise.all([
      read(`/v1/events?period=7d&limit=2&cursor=${cursor}`, stranger.cookie),
      read(`/v1/events?period=24h&limit=2&cursor=${cursor}`, victim.cookie),
      read(`/v1/sessions?period=7d&limit=2&cursor=${cursor}`, victim.cookie),
      read(`/v1/events?period=7d&limit=2&cursor=A${cursor.slice(1)}`, victim.cookie),
    ]);
    expect(refused.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect((await read(`/v1/events?period=7d&limit=2&cursor=${cursor}`, victim.cookie)).status).toBe(200);
  });

  it("are kept by the asker's browser alone, and not sent again unchanged", async () => {
    const response = await get(facts, "/v1/events?period=7d", victim.cookie);
    await response.body?.cancel();
    expect(response.headers.get("cache-control")).toMatch(/^private, .*stale-while-revalidate/);
    expect(response.headers.get("vary")).toContain("Cookie");
    expect(response.headers.get("server-timing")).toMatch(/store;dur=.*total;dur=/);
    const again = await fetch(`${facts.urls.edge}/v1/events?period=7d`, {
      headers: { cookie: victim.cookie, "if-none-match": response.headers.get("etag") ?? "" },
    });
    expect([again.status, await again.text()]).toEqual([304, ""]);
  });
});

async function read(address: string, cookie: string): Promise<{ status: number; text: string }> {
  const response = await get(facts, address, cookie);
  return { status: response.status, text: await response.text() };
}
