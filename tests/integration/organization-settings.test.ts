import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import type { ProblemBody } from "../../contract/problem.ts";
import { PrivacySettings } from "../../contract/tenant-settings.ts";
import { newTenant, originOf, signIn, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const app = new pg.Client({ connectionString: facts.urls.postgres_app });
let tenant = {} as TestTenant;
let cookie = "";

beforeAll(async () => {
  await app.connect();
  tenant = await newTenant(facts, "eu");
  cookie = await tenant.signIn();
});

afterAll(() => app.end());

async function ask(method: string, by: string, body?: unknown): Promise<Response> {
  return await fetch(`${facts.urls.edge}/v1/organization/settings`, {
    method,
    headers: { cookie: by, origin: originOf(facts), "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

async function codeOf(response: Response): Promise<string> {
  const body: unknown = await response.json();
  return (body as ProblemBody).code;
}

/** Rows that the organisation sees in the account database. */
async function rowsOf(sql: string): Promise<Record<string, unknown>[]> {
  await app.query("BEGIN");
  await app.query("SELECT set_config('app.current_org_id', $1, true)", [tenant.orgId]);
  const { rows } = await app.query(sql);
  await app.query("ROLLBACK");
  return rows;
}

describe("what an organisation lets the edge keep", () => {
  it("is no content and addresses as they come, until somebody decides otherwise", async () => {
    const answer = await ask("GET", cookie);
    expect(PrivacySettings.parse(await answer.json())).toEqual({ capture_content: false, pseudonymise_emails: false });
  });

  it("is changed by part, written down once, and its secret is made once and told to nobody", async () => {
    const first = await ask("PATCH", cookie, { pseudonymise_emails: true });
    expect(await first.json()).toEqual({ capture_content: false, pseudonymise_emails: true });
    const [made] = await rowsOf("SELECT secret FROM pseudonym_keys");
    const second = await ask("PATCH", cookie, { pseudonymise_emails: true });
    expect(await second.json()).toEqual({ capture_content: false, pseudonymise_emails: true });
    const third = await ask("PATCH", cookie, { capture_content: true });
    expect(await third.json()).toEqual({ capture_content: true, pseudonymise_emails: true });
    expect(await rowsOf("SELECT secret FROM pseudonym_keys")).toEqual([made]);
    const written = await rowsOf(
      "SELECT details FROM audit_log WHERE action = 'organization.settings_changed' ORDER BY at",
    );
    expect(written).toEqual([
      {
        details: {
          before: { capture_content: false, pseudonymise_emails: false },
          after: { capture_content: false, pseudonymise_emails: true },
        },
      },
      {
        details: {
          before: { capture_content: false, pseudonymise_emails: true },
          after: { capture_content: true, pseudonymise_emails: true },
        },
      },
    ]);
  });

  it("is refused what is no setting, whoever may not decide, and other sites", async () => {
    const wrong = await ask("PATCH", cookie, { capture_content: "yes", secret: "x" });
    expect(wrong.status).toBe(422);
    expect(await codeOf(wrong)).toBe("VAL_INVALID_FORMAT");
    const viewer = facts.organizations[0]?.logins.find(({ role }) => role === "viewer");
    if (viewer === undefined) throw new Error("the demo viewer is missing");
    const refused = await ask("PATCH", await signIn(facts, viewer.email, viewer.password), { capture_content: true });
    expect(await codeOf(refused)).toBe("SCOPE_MISSING");
    expect((await ask("GET", "")).status).toBe(401);
  });
});
