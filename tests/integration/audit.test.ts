import { beforeAll, describe, expect, inject, it } from "vitest";
import { AuditEntry, AuditPage } from "../../contract/audit.ts";
import { addPerson, type TestPerson, withClient } from "../helpers/people.ts";
import { get } from "../helpers/stack-client.ts";
import { newTenant, originOf, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
let tenant = {} as TestTenant;
let admin = {} as TestPerson;

beforeAll(async () => {
  tenant = await newTenant(facts, "us");
  admin = await addPerson(facts, tenant.orgId, "admin");
  for (const name of ["=HYPERLINK(1)", "second", "third"]) await createKey(name);
});

async function createKey(name: string): Promise<string> {
  const headers = {
    cookie: admin.cookie,
    origin: originOf(facts),
    "content-type": "application/json",
    "user-agent": "a test, with a comma",
  };
  const body = JSON.stringify({ name });
  const response = await fetch(`${facts.urls.edge}/v1/keys`, { method: "POST", headers, body });
  return (await response.json() as { id: string }).id;
}

async function page(query = ""): Promise<AuditPage> {
  return AuditPage.parse(await (await get(facts, `/v1/audit${query}`, admin.cookie)).json());
}

describe("the audit log", () => {
  it("says who did what, to what, when and from where", async () => {
    const { data } = await page("?action=api_key&limit=1");
    expect(data[0]).toMatchObject({
      action: "api_key.created",
      actor: { kind: "user", id: admin.userId, name: "The admin" },
      details: { name: "third", scopes: ["ingest"] },
      user_agent: "a test, with a comma",
    });
  });

  it("has a line for each session that is opened, and for each that is closed by hand", async () => {
    const person = await addPerson(facts, tenant.orgId, "viewer");
    const headers = { cookie: person.cookie, origin: originOf(facts), "content-type": "application/json" };
    await fetch(`${facts.urls.edge}/auth/sign-out`, { method: "POST", headers, body: "{}" });
    const { data } = await page(`?actor=${person.userId}`);
    expect(data.map(({ action }) => action)).toEqual(["session.closed", "session.opened"]);
    expect(data[0]?.target_id).toBe(data[1]?.target_id);
  });

  it("is read in pages that miss nothing and repeat nothing", async () => {
    const all = (await page("?limit=200")).data.map(({ id }) => id);
    const found: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const step: AuditPage = await page(`?limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`);
      found.push(...step.data.map(({ id }) => id));
      cursor = step.next_cursor;
    }
    expect(found).toEqual(all);
    expect(new Set(found).size).toBe(found.length);
  });

  it("is narrowed by action, target and time", async () => {
    const { data } = await page("?action=api_key.created");
    const [newest, , oldest] = data;
    expect((await page(`?target=${newest?.target_id}`)).data).toEqual([newest]);
    expect((await page(`?action=api_key&to=${oldest?.at}`)).data).toEqual([]);
    expect((await page("?action=api_key.revoked")).data).toEqual([]);
  });

  it.each(["?cursor=forged", "?limit=0", "?action=%25", "?unknown=1", "?from=yesterday"])(
    "refuses %s",
    async (query) => {
      expect((await get(facts, `/v1/audit${query}`, admin.cookie)).status).toBe(400);
    },
  );

  it("shows nothing of other organisations", async () => {
    const stranger = await newTenant(facts, "us");
    const answer = await get(facts, `/v1/audit?target=${admin.userId}`, await stranger.signIn());
    expect(AuditPage.parse(await answer.json()).data).toEqual([]);
  });

  it("is exported whole, as lines of JSON or as a table without formulas, and says so itself", async () => {
    const response = await get(facts, "/v1/audit/export?action=api_key", admin.cookie);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="audit-[\d-]+\.jsonl"$/);
    const lines = (await response.text()).trim().split("\n").map((line) => AuditEntry.parse(JSON.parse(line)));
    expect(lines).toEqual((await page("?action=api_key&limit=200")).data);
    const table = await (await get(facts, "/v1/audit/export?format=csv&action=api_key", admin.cookie)).text();
    expect(table.split("\r\n")).toHaveLength(lines.length + 2);
    expect(table).toContain('"a test, with a comma"');
    expect((await page("?action=audit.exported")).data).toHaveLength(2);
  });
});

describe("the audit log in the database", () => {
  it.each([
    "UPDATE audit_log SET action = 'nothing'",
    "DELETE FROM audit_log WHERE at > now() - interval '1 year'",
    "TRUNCATE audit_log",
  ])("refuses even its owner: %s", async (sql) => {
    const asOwner = withClient(facts.urls.postgres, async (owner) => {
      await owner.query("BEGIN");
      // Row-level security is forced on the owner too; without it, what stands in the way is the log itself.
      await owner.query("ALTER TABLE audit_log NO FORCE ROW LEVEL SECURITY");
      return await owner.query(sql);
    });
    await expect(asOwner).rejects.toThrow(/append-only/);
  });

  it("lets the jobs remove lines of three years and nothing else", async () => {
    const kept = await withClient(facts.urls.postgres_app, async (app) => {
      await app.query("SELECT set_config('app.current_org_id', $1, false)", [tenant.orgId]);
      for (const [id, age] of [["old", "3 years 1 day"], ["young", "2 years 364 days"]]) {
        await app.query(
          `INSERT INTO audit_log (id, org_id, at, actor_id, action, target_id, request_id)
           VALUES ($1, $2, now() - $3::interval, 'usr_x', 'x.y', 'x', 'x')`,
          [`aud_${id}_${tenant.orgId}`, tenant.orgId, age],
        );
      }
      await withClient(facts.urls.postgres_jobs, async (jobs) => {
        await expect(jobs.query("DELETE FROM audit_log")).rejects.toThrow(/permission denied/);
        const { rows: [row] } = await jobs.query("SELECT remove_expired_audit_lines(1000) AS removed");
        expect(row).toEqual({ removed: 1 });
      });
      return (await app.query<{ id: string }>("SELECT id FROM audit_log WHERE action = 'x.y'")).rows.map(({ id }) =>
        id
      );
    });
    expect(kept).toEqual([`aud_young_${tenant.orgId}`]);
    for (const url of [facts.urls.postgres_app, facts.urls.postgres_auth]) {
      const asked = withClient(url, (client) => client.query("SELECT remove_expired_audit_lines(1)"));
      await expect(asked).rejects.toThrow(/permission denied/);
    }
  });

  it("lets go of lines after three years", async () => {
    const removed = await withClient(facts.urls.postgres, async (owner) => {
      await owner.query("BEGIN");
      await owner.query("ALTER TABLE audit_log NO FORCE ROW LEVEL SECURITY");
      await owner.query(
        `INSERT INTO audit_log (id, org_id, at, actor_id, action, target_id, request_id)
         VALUES ('aud_old', 'org_x', now() - interval '3 years 1 day', 'usr_x', 'x.y', 'x', 'x')`,
      );
      const { rowCount } = await owner.query("DELETE FROM audit_log WHERE id = 'aud_old'");
      await owner.query("ROLLBACK");
      return rowCount;
    });
    expect(removed).toBe(1);
  });
});
