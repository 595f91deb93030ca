import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { AgentEvent } from "../../contract/event-fields.ts";
import { type ExportFormat, exportKey, ExportList, ExportSummary } from "../../contract/exports.ts";
import { LIST_SOURCES } from "../../contract/list-exports.ts";
import type { Region } from "../../contract/tenant.ts";
import { writeExport } from "../../workers/jobs/export/export-job.ts";
import { CutOff, Guillotine, keepSteps } from "../helpers/cut-off.ts";
import { filesWith } from "../helpers/find-text.ts";
import { jobContext, jobPorts } from "../helpers/job-ports.ts";
import { addPerson, withClient } from "../helpers/people.ts";
import { readCsv } from "../helpers/read-csv.ts";
import { emptyBucket, keysOf, openRealBuckets, type RealBuckets } from "../helpers/real-buckets.ts";
import { anEvent, askClickHouse, get, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, originOf, type TestTenant } from "../helpers/tenant.ts";
import { STACK_VARIABLE } from "../helpers/test-stack.ts";

const facts = inject("stack");
const MARKER = `marker${crypto.randomUUID().replaceAll("-", "")}`;
const TEXTS = [
  "plain",
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "\t=1",
  "\r=1",
  '"=1"',
  'a,b\r\n"c" é 🚀 \\N \\t',
  "",
  " =1",
  "'=1",
];

let tenant: TestTenant;
let cookie: string;
let events: AgentEvent[];
let buckets: RealBuckets;

beforeAll(async () => {
  tenant = await newTenant(facts, "eu");
  cookie = await tenant.signIn();
  const start = Date.now() - 3_600_000;
  events = Array.from({ length: 48 }, (_, i) =>
    anEvent({
      event_type: i % 4 === 0 ? "error" : "llm_request",
      timestamp: new Date(start + i * 1_000 + (i % 2)).toISOString(),
      session_id: `s${i % 5}`,
      agent_id: i % 3 === 0 ? "other" : "codex",
      model: `m${i % 4}`,
      team: i % 2 === 0 ? "atlas" : "zephyr",
      error_message: TEXTS[i % TEXTS.length] ?? "",
      input_tokens: i * 1_000,
      metadata: { i, big: 9_007_199_254_740_991, nested: { list: [1, null, "x\n"], marker: MARKER }, none: null },
      ...(i % 3 === 0 ? {} : { cost_usd: i / 700, duration_ms: i, success: i % 2 === 0 }),
    }));
  await postEvents(facts, tenant, [...events, ...events.slice(0, 7)]);
  const count = "SELECT count() AS n FROM events FINAL WHERE org_id = {org:String}";
  const stored = () => askClickHouse<{ n: number }>(facts, "eu", count, { org: tenant.orgId });
  await until(stored, ([row]) => row?.n === events.length);
  buckets = await openRealBuckets();
});
afterAll(() => buckets?.close());

const FILTER = "agent_id=codex&model=!m1";
const shown = () => events.filter(({ agent_id, model }) => agent_id === "codex" && model !== "m1").toReversed();

async function download(path: string, as = cookie): Promise<Response> {
  const response = await get(facts, path, as);
  if (!response.ok) throw new Error(await response.text());
  return response;
}

async function readLines(response: Response): Promise<Record<string, unknown>[]> {
  const text = await response.text();
  return text.split("\n").filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>);
}

async function ask(method: string, path: string, body?: unknown, as = cookie): Promise<Response> {
  return await fetch(`${facts.urls.edge}${path}`, {
    method,
    headers: { cookie: as, origin: originOf(facts), "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function create(format: ExportFormat, query: object = {}): Promise<ExportSummary> {
  const response = await ask("POST", "/v1/exports", { source: "events", format, query });
  expect([response.status, response.ok ? "" : await response.text()]).toEqual([202, ""]);
  return ExportSummary.parse(await response.json());
}

const find = async (id: string, as = cookie) =>
  ExportSummary.parse(await (await get(facts, `/v1/exports/${id}`, as)).json());
const waitFor = (id: string) => until(() => find(id), ({ state }) => state !== "queued" && state !== "running", 30_000);
/** Links are to the dashboard's origin, which a stack may not have. */
const open = (url: string) => fetch(url.replace(/^https?:\/\/[^/]+/, facts.urls.edge));

describe("an export of events while one waits", () => {
  it("has as JSON Lines what the filter shows, the newest first, every field and all of the metadata", async () => {
    const response = await download(`/v1/events/export?format=jsonl&${FILTER}`);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="events-[\d-]+\.jsonl"$/);
    const lines = await readLines(response);
    const expected = shown().map((event) => ({
      event_id: event.event_id,
      timestamp: event.timestamp,
      error_message: event.error_message,
      metadata: event.metadata,
      // Money is stored to the billionth.
      cost_usd: Number((event.cost_usd ?? 0).toFixed(9)),
      duration_ms: event.duration_ms ?? null,
      success: event.success ?? null,
      input_tokens: event.input_tokens,
    }));
    expect(lines).toMatchObject(expected);
    expect(lines).toHaveLength(expected.length);
  });

  it("has as CSV the same, with formulas disarmed in quotes or not, and numbers as numbers", async () => {
    const [head = [], ...records] = readCsv(await (await download(`/v1/events/export?${FILTER}`)).text());
    const names = head.map(({ value }) => value);
    const rows = records.map((record) => Object.fromEntries(record.map((field, i) => [names[i] ?? "", field])));
    const disarm = (text: string) => /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    expect(rows.map((row) => row["error_message"]?.value)).toEqual(
      shown().map(({ error_message }) => disarm(error_message ?? "")),
    );
    expect(rows.map((row) => row["event_id"]?.value)).toEqual(shown().map(({ event_id }) => event_id));
    expect(rows.map((row) => row["input_tokens"])).toEqual(
      shown().map(({ input_tokens }) => ({ value: String(input_tokens), quoted: false })),
    );
    expect(rows.map((row) => row["duration_ms"]?.value)).toEqual(
      shown().map(({ duration_ms }) => duration_ms === undefined ? "" : String(duration_ms)),
    );
    expect(rows.map((row) => JSON.parse(row["metadata"]?.value ?? "") as unknown)).toEqual(
      shown().map(({ metadata }) => metadata),
    );
  });

  it("has as Parquet typed columns", async () => {
    const file = await (await download(`/v1/events/export?format=parquet&${FILTER}`)).arrayBuffer();
    const table = `exported_${MARKER}`;
    const structure =
      "event_id String, timestamp DateTime64(3, 'UTC'), cost_usd Decimal(18, 9), success Nullable(Bool)";
    await askClickHouse(facts, "eu", `CREATE TABLE ${table} (${structure}) ENGINE = Memory`);
    try {
      const url = new URL(facts.urls.clickhouse);
      url.searchParams.set("query", `INSERT INTO fleetglass_eu.${table} FORMAT Parquet`);
      url.searchParams.set("input_format_skip_unknown_fields", "1");
      const { username, password } = facts.clickhouse.admin;
      const headers = { "x-clickhouse-user": username, "x-clickhouse-key": password };
      expect(await (await fetch(url, { method: "POST", headers, body: file })).text()).toBe("");
      const select = `SELECT event_id, toUnixTimestamp64Milli(timestamp) AS at, success FROM ${table} ORDER BY at DESC`;
      expect(await askClickHouse(facts, "eu", select)).toEqual(
        shown().map(({ event_id, timestamp, success }) => ({
          event_id,
          at: Date.parse(String(timestamp)),
          success: success ?? null,
        })),
      );
    } finally {
      await askClickHouse(facts, "eu", `DROP TABLE ${table}`);
    }
  });

  it("has of nothing the names alone", async () => {
    expect(readCsv(await (await download("/v1/events/export?agent_id=nobody")).text())).toHaveLength(1);
    expect(await (await download("/v1/events/export?format=jsonl&agent_id=nobody")).text()).toBe("");
  });

  it("finds text, and refuses what is no question", async () => {
    const lines = await readLines(await download("/v1/events/export?format=jsonl&q=sum(a"));
    expect(lines.map((line) => line["error_message"])).toEqual(Array.from({ length: 4 }, () => "@SUM(A1)"));
    for (const wrong of ["format=xls", "nonsense=1", "period=custom", "limit=5"]) {
      expect((await get(facts, `/v1/events/export?${wrong}`, cookie)).status).toBe(400);
    }
    expect((await get(facts, "/v1/events/export", "")).status).toBe(401);
  });
});

describe("an export of sessions", () => {
  it.each(["", "sort=cost&order=asc", `status=idle&status=active&${FILTER}`])(
    "is what the list shows for %j",
    async (query) => {
      const list = await (await get(facts, `/v1/sessions?limit=100&${query}`, cookie)).json() as { data: unknown[] };
      expect(list.data.length).toBeGreaterThan(0);
      expect(await readLines(await download(`/v1/sessions/export?format=jsonl&${query}`))).toEqual(list.data);
    },
  );
});

describe("an export of a list", () => {
  async function readPages(list: string, query: string): Promise<unknown[]> {
    const rows: unknown[] = [];
    for (let cursor = "";;) {
      const page = await (await download(`/v1/${list}?limit=2&${query}${cursor}`)).json() as {
        data: unknown[];
        next_cursor: string | null;
      };
      rows.push(...page.data);
      if (page.next_cursor === null) return rows;
      cursor = `&cursor=${page.next_cursor}`;
    }
  }

  it.each(Object.keys(LIST_SOURCES))("is every page of %s, as lines of JSON and as a table", async (list) => {
    // A period that is over, so that both ask for the same.
    const to = new Date(Date.now() - 1_000).toISOString();
    const query = `from=${new Date(Date.now() - 7_200_000).toISOString()}&to=${to}&agent_id=!nobody&team=atlas`;
    const shownRows = await readPages(list, query);
    expect(shownRows.length).toBeGreaterThan(list === "tools" ? -1 : 0);
    expect(await readLines(await download(`/v1/${list}/export?format=jsonl&${query}`))).toEqual(shownRows);
    const [head = [], ...records] = readCsv(await (await download(`/v1/${list}/export?${query}`)).text());
    expect(records).toHaveLength(shownRows.length);
    for (const record of records) expect(record).toHaveLength(head.length);
    expect((await get(facts, `/v1/${list}/export?format=parquet`, cookie)).status).toBe(400);
  });

  it("is nothing for a role that may export and not see it, neither is one of events", async () => {
    const grants = { "exports:create": "org", "exports:read": "org", "metrics:read": "team", "sessions:read": "org" };
    const made = await ask("POST", "/v1/organization/roles", { name: "exporters", grants });
    const { id } = await made.json() as { id: string };
    const person = await addPerson(facts, tenant.orgId, "viewer", { teams: ["atlas"] });
    const chosen = await ask("PATCH", `/v1/organization/members/${person.memberId}`, { custom_role_id: id });
    expect(chosen.status).toBe(200);
    for (const list of ["users", "agents", "events"]) {
      const refused = await get(facts, `/v1/${list}/export`, person.cookie);
      expect([list, refused.status, await refused.text()]).toEqual([
        list,
        403,
        expect.stringContaining("SCOPE_MISSING"),
      ]);
    }
    const body = { source: "events", format: "csv" };
    expect((await ask("POST", "/v1/exports", body, person.cookie)).status).toBe(403);
    expect((await get(facts, "/v1/sessions/export", person.cookie)).status).toBe(200);
  });
});

describe("an export in the background", () => {
  it("is the same file, fetched by a link without signing in, in its region alone, and written down", async () => {
    const created = await create("csv", { agent_id: "codex", model: "!m1" });
    expect(created).toMatchObject({
      state: "queued",
      filters: { agent_id: ["codex"], model: ["!m1"] },
      download: null,
    });
    const ready = await waitFor(created.id);
    const rows = shown().length;
    expect(ready).toMatchObject({ state: "ready", region: "eu", progress: { rows, total_rows: rows }, error: null });
    const response = await open(ready.download?.url ?? "");
    const text = await response.text();
    expect([response.status, Number(response.headers.get("content-length"))]).toEqual([200, Buffer.byteLength(text)]);
    const streamed = await (await download(`/v1/events/export?${FILTER}`)).text();
    expect(text).toBe(streamed);

    const audit = await (await get(facts, `/v1/audit?target=${created.id}`, cookie)).json() as {
      data: { action: string }[];
    };
    expect(audit.data.map(({ action }) => action)).toEqual(["export.downloaded", "export.created"]);
    const list = ExportList.parse(await (await get(facts, "/v1/exports?limit=1", cookie)).json());
    expect(list.data[0]?.id).toBe(created.id);

    const { [STACK_VARIABLE]: dataDir = "" } = process.env;
    const bucket = (region: Region) => join(dataDir, "state/v3/r2", `fleetglass-exports-${region}`);
    expect((await filesWith(bucket("eu"), MARKER)).length).toBeGreaterThan(0);
    expect(await filesWith(bucket("us"), MARKER).catch(() => [])).toEqual([]);
  });

  it("has a link that opens nothing else, and is nothing to another organisation", async () => {
    const { id } = await create("jsonl");
    const { download: link } = await waitFor(id);
    const other = await newTenant(facts, "eu");
    const otherCookie = await other.signIn();
    for (const method of ["GET", "DELETE"]) {
      expect((await ask(method, `/v1/exports/${id}`, undefined, otherCookie)).status).toBe(404);
    }
    const change = async (name: string, value: string) => {
      const url = new URL(link?.url ?? "");
      url.searchParams.set(name, value);
      return (await open(url.href)).status;
    };
    expect(await change("org", other.orgId)).toBe(401);
    expect(await change("region", "us")).toBe(401);
    expect(await change("expires", String(Date.now() + 9e9))).toBe(401);
    expect(await change("signature", "AAAA")).toBe(401);
    expect((await open(link?.url.replace(id, "exp_other") ?? "")).status).toBe(401);
  });

  it("can be given up, before and after it is ready, and the link opens nothing any more", async () => {
    const { id } = await create("jsonl");
    const { download: link } = await waitFor(id);
    for (let i = 0; i < 2; i++) expect((await ask("DELETE", `/v1/exports/${id}`)).status).toBe(204);
    expect(await find(id)).toMatchObject({ state: "cancelled", download: null });
    expect((await open(link?.url ?? "")).status).toBe(404);
  });

  it("holds what whoever asked may see", async () => {
    const person = await addPerson(facts, tenant.orgId, "user", { teams: ["atlas"] });
    const mine = await readLines(await download("/v1/events/export?format=jsonl", person.cookie));
    expect(mine).toHaveLength(24);
    expect(new Set(mine.map((line) => line["team"]))).toEqual(new Set(["atlas"]));
    const viewer = await addPerson(facts, tenant.orgId, "viewer", { teams: [] });
    expect((await get(facts, "/v1/events/export", viewer.cookie)).status).toBe(403);
    const seen = ExportList.parse(await (await get(facts, "/v1/exports", person.cookie)).json());
    expect(seen.data).toEqual([]);
  });

  it("forgets whom it was about, or who asked for it, when they are erased", async () => {
    const own = await newTenant(facts, "eu");
    const admin = await own.signIn();
    const person = await addPerson(facts, own.orgId, "manager");
    const order = async (query: object, as: string) => {
      const response = await ask("POST", "/v1/exports", { source: "events", format: "jsonl", query }, as);
      return ExportSummary.parse(await response.json()).id;
    };
    const about = await order({ user_id: ["Eve@example.com", "!bo"] }, admin);
    const said = await order({ q: "mail of EVE@example.com" }, admin);
    const other = await order({ user_id: "bo", q: "eva@example.com" }, admin);
    const asked = await order({ agent_id: "codex" }, person.cookie);
    for (const id of [about, said, other, asked]) {
      await until(() => find(id, admin), ({ state }) => state === "ready");
    }
    const user_ids = ["eve@example.com", person.email];
    expect((await ask("POST", "/v1/privacy/erasures", { user_ids }, admin)).status).toBe(202);
    expect(await find(about, admin)).toMatchObject({ filters: { user_id: [] }, text: null });
    expect(await find(said, admin)).toMatchObject({ text: null });
    expect(await find(other, admin)).toMatchObject({ filters: { user_id: ["bo"] }, text: "eva@example.com" });
    expect((await find(asked, admin)).created_by.name).toBe("");
  });

  it("is refused with what is wrong", async () => {
    for (
      const body of [{}, { source: "events" }, { source: "secrets", format: "csv" }, {
        source: "events",
        format: "csv",
        query: { x: 1 },
      }]
    ) {
      expect((await ask("POST", "/v1/exports", body)).status).toBe(422);
    }
    expect((await get(facts, "/v1/exports/exp_nothing", cookie)).status).toBe(404);
  });
});

describe("writeExport()", () => {
  /** An export that no job of the stack takes up. */
  async function order(state: "queued" | "cancelled" = "queued"): Promise<string> {
    const id = `exp_${crypto.randomUUID()}`;
    const question = { range: { from: Date.now() - 8e7, to: Date.now() }, filters: [], sees: "everything" };
    await withClient(facts.urls.postgres_app, async (client) => {
      await client.query("SELECT set_config('app.current_org_id', $1, false)", [tenant.orgId]);
      await client.query(
        `INSERT INTO exports (id, org_id, region, created_by, created_by_name, source, format, question, state, expires_at)
         VALUES ($1, $2, 'eu', 'u', 'U', 'events', 'jsonl', $3, $4, now() + interval '1 day')`,
        [id, tenant.orgId, JSON.stringify(question), state],
      );
    });
    return id;
  }

  const run = (id: string, exports = buckets.exports, step = keepSteps()) => {
    const ports = { ...jobPorts(facts, "eu", buckets), exports };
    return writeExport(jobContext(ports, { step }), { export_id: id });
  };

  it("ends the same wherever it is cut off", async () => {
    for (const [at, when] of [[1, "before"], [1, "after"]] as const) {
      const id = await order();
      const step = keepSteps();
      const cut = run(id, new Guillotine(at, when).over(buckets.exports), async (name, work) => {
        // The engine is cut off with it: nothing is noted of the end.
        if (name === "give the export up") throw new CutOff();
        return await step(name, work);
      });
      await expect(cut).rejects.toThrow(CutOff);
      expect(await run(id, buckets.exports, step)).toMatchObject({ outcome: "ready", rows: events.length });
      expect(await find(id)).toMatchObject({ state: "ready", progress: { rows: events.length } });
      expect(await run(id)).toEqual({ outcome: "given_up" });
      expect(await keysOf(buckets.exports)).toEqual([exportKey({ orgId: tenant.orgId, id, format: "jsonl" })]);
      await emptyBucket(buckets.exports);
    }
  });

  it("leaves nothing of an export that was given up, before or while it is written", async () => {
    expect(await run(await order("cancelled"))).toEqual({ outcome: "given_up" });
    const id = await order();
    const step = keepSteps();
    const giveUp = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
      if (name === "write") await ask("DELETE", `/v1/exports/${id}`);
      return await step(name, work);
    };
    expect(await run(id, buckets.exports, giveUp)).toEqual({ outcome: "given_up" });
    expect(await keysOf(buckets.exports)).toEqual([]);
  });
});
