import { beforeAll, describe, expect, inject, it } from "vitest";
import { AuditPage } from "../../contract/audit.ts";
import { Organization, type OrganizationMember } from "../../contract/organization.ts";
import { ask, readMailedLink } from "../helpers/ask.ts";
import { addPerson, PERSON_PASSWORD, type TestPerson } from "../helpers/people.ts";
import { anEvent, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, signIn, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
let tenant = {} as TestTenant;
let stranger = "";
let [founder, admin, manager, viewer] = ["", {} as TestPerson, {} as TestPerson, {} as TestPerson];

beforeAll(async () => {
  tenant = await newTenant(facts, "us");
  founder = await tenant.signIn();
  stranger = await (await newTenant(facts, "us")).signIn();
  admin = await addPerson(facts, tenant.orgId, "admin");
  manager = await addPerson(facts, tenant.orgId, "manager");
  viewer = await addPerson(facts, tenant.orgId, "viewer");
});

const as = (cookie: string) => (method: string, path: string, body?: unknown) =>
  ask(facts, method, path, { cookie, body });
const MEMBERS = "/v1/organization/members";
const INVITATIONS = "/v1/organization/invitations";
const anEmail = () => `guest-${crypto.randomUUID().slice(0, 8)}@example.com`;

async function auditOf(target: string): Promise<AuditPage["data"]> {
  return AuditPage.parse((await as(founder)("GET", `/v1/audit?target=${target}`)).body).data;
}

async function invited(email: string, role = "viewer", by = founder): Promise<string> {
  expect((await as(by)("POST", INVITATIONS, { email, role })).status).toBe(201);
  const link = await until(() => readMailedLink(facts, email, /^Join/), (found) => found !== undefined);
  return new URL(link ?? "", "http://x").searchParams.get("token") ?? "";
}

describe("an organisation", () => {
  it("tells its plan, seats, limits and state", async () => {
    const { body } = await as(viewer.cookie)("GET", "/v1/organization");
    expect(Organization.parse(body)).toMatchObject({ residency: "us", state: "active", seats: { limit: null } });
  });

  it("is renamed by admins, and the log has before and after", async () => {
    const name = `Renamed ${crypto.randomUUID().slice(0, 8)}`;
    const patch = { name, time_zone: "Europe/Madrid" };
    expect((await as(manager.cookie)("PATCH", "/v1/organization", patch)).body.code).toBe("SCOPE_MISSING");
    const changed = await as(founder)("PATCH", "/v1/organization", patch);
    expect(changed.body).toMatchObject(patch);
    expect((await as(founder)("PATCH", "/v1/organization", patch)).status).toBe(200);
    const lines = (await auditOf(tenant.orgId)).filter(({ action }) => action === "organization.updated");
    expect(lines.map(({ details }) => details)).toEqual([{ before: expect.anything(), after: patch }]);
  });

  it.each([{ name: "" }, { time_zone: "Mars/Olympus" }, { residency: "eu" }, { plan: "enterprise" }])(
    "is not changed to %j",
    async (patch) => {
      expect((await as(founder)("PATCH", "/v1/organization", patch)).status).toBe(422);
    },
  );
});

describe("people", () => {
  it("are invited by mail, make an account by the token, and are what they were invited as", async () => {
    const email = anEmail();
    const token = await invited(email, "user");
    const registration = { token, name: "Guest", password: PERSON_PASSWORD };
    expect((await ask(facts, "POST", "/v1/invitations/registration", { body: registration })).status).toBe(201);
    expect((await ask(facts, "POST", "/v1/invitations/registration", { body: registration })).status).toBe(404);
    const cookie = await signIn(facts, email, PERSON_PASSWORD);
    expect((await as(cookie)("GET", "/v1/me")).body.organization).toMatchObject({ id: tenant.orgId, role: "user" });
    const members = (await as(viewer.cookie)("GET", MEMBERS)).body.data as OrganizationMember[];
    const guest = members.find(({ user }) => user.email === email);
    expect((await auditOf(guest?.id ?? "")).map(({ action }) => action)).toEqual(["member.joined"]);
  });

  it("who have an account accept while signed in, with the address that was invited only, once", async () => {
    const other = await newTenant(facts, "eu");
    const guest = await addPerson(facts, other.orgId, "viewer");
    const token = await invited(guest.email, "manager");
    expect((await as(stranger)("POST", "/v1/account/invitations", { token })).status).toBe(404);
    const registration = { token, name: "Guest", password: PERSON_PASSWORD };
    expect((await ask(facts, "POST", "/v1/invitations/registration", { body: registration })).status).toBe(409);
    const accepted = await as(guest.cookie)("POST", "/v1/account/invitations", { token });
    expect(accepted.body).toEqual({ organization_id: tenant.orgId });
    expect((await as(guest.cookie)("GET", "/v1/me")).body.organization.role).toBe("manager");
    expect((await as(guest.cookie)("POST", "/v1/account/invitations", { token })).status).toBe(404);
  });

  it("are not invited above the one who invites, nor twice", async () => {
    const above = await as(manager.cookie)("POST", INVITATIONS, { email: anEmail(), role: "admin" });
    expect(above).toMatchObject({ status: 403, body: { code: "SCOPE_MISSING" } });
    const again = await as(manager.cookie)("POST", INVITATIONS, { email: viewer.email.toUpperCase() });
    expect(again).toMatchObject({ status: 409, body: { code: "CONFLICT" } });
  });

  it("cannot use an invitation that was taken back, or replaced by a newer one", async () => {
    const email = anEmail();
    const first = await invited(email);
    const second = await invited(email);
    const { data } = (await as(founder)("GET", INVITATIONS)).body;
    const open = data.filter((row: { email: string }) => row.email === email);
    expect(open).toHaveLength(1);
    expect(JSON.stringify(open)).not.toContain(second);
    expect((await as(stranger)("DELETE", `${INVITATIONS}/${open[0].id}`)).status).toBe(404);
    expect((await as(founder)("DELETE", `${INVITATIONS}/${open[0].id}`)).status).toBe(204);
    for (const token of [first, second]) {
      const registration = { token, name: "Guest", password: PERSON_PASSWORD };
      expect((await ask(facts, "POST", "/v1/invitations/registration", { body: registration })).status).toBe(404);
    }
  });

  it("get another role at once, and it is written down", async () => {
    const person = await addPerson(facts, tenant.orgId, "viewer");
    expect((await as(person.cookie)("POST", "/v1/keys", {})).body.code).toBe("SCOPE_MISSING");
    const path = `${MEMBERS}/${person.memberId}`;
    expect((await as(founder)("PATCH", path, { role: "manager" })).body.role).toBe("manager");
    expect((await as(person.cookie)("POST", "/v1/keys", {})).body.code).toBe("VAL_INVALID_FORMAT");
    const [line] = await auditOf(person.memberId);
    expect(line?.details).toMatchObject({ before: { role: "viewer" }, after: { role: "manager" } });
    expect((await as(person.cookie)("PATCH", path, { role: "admin" })).body.code).toBe("SCOPE_MISSING");
    expect((await as(stranger)("PATCH", path, { role: "viewer" })).status).toBe(404);
  });

  it("who are removed are out with their next request", async () => {
    const person = await addPerson(facts, tenant.orgId, "user");
    expect((await as(founder)("DELETE", `${MEMBERS}/${person.memberId}`)).status).toBe(204);
    expect((await as(person.cookie)("GET", "/v1/me")).status).toBe(403);
    expect((await as(founder)("DELETE", `${MEMBERS}/${person.memberId}`)).status).toBe(404);
  });

  it("never leave an organisation without an admin, also when two admins act at once", async () => {
    const other = await newTenant(facts, "us");
    const first = await other.signIn();
    const second = await addPerson(facts, other.orgId, "admin");
    const members = (await as(first)("GET", MEMBERS)).body.data as OrganizationMember[];
    const own = members.find(({ id }) => id !== second.memberId)?.id ?? "";
    const raced = await Promise.all([
      as(second.cookie)("DELETE", `${MEMBERS}/${own}`),
      as(first)("PATCH", `${MEMBERS}/${second.memberId}`, { role: "viewer" }),
    ]);
    expect(raced.filter(({ status }) => status < 300)).toHaveLength(1);
    const left = [first, second.cookie];
    const admins = await Promise.all(left.map(async (cookie) => (await as(cookie)("GET", "/v1/audit")).status));
    expect(admins.filter((status) => status === 200)).toHaveLength(1);
  });
});

describe("teams", () => {
  it("are made, filled, renamed and deleted; who is in one sees what it did", async () => {
    const person = await addPerson(facts, tenant.orgId, "user");
    const name = `team-${crypto.randomUUID().slice(0, 8)}`;
    await postEvents(facts, tenant, [anEvent({ team: name })]);
    const made = await as(manager.cookie)("POST", "/v1/organization/teams", { name });
    expect(made).toMatchObject({ status: 201, body: { name, member_ids: [] } });
    expect((await as(manager.cookie)("POST", "/v1/organization/teams", { name })).body.code).toBe("CONFLICT");
    const path = `/v1/organization/teams/${made.body.id}`;
    const filled = await as(manager.cookie)("PUT", `${path}/members`, { member_ids: [person.memberId, "mem_nobody"] });
    expect(filled.body.member_ids).toEqual([person.memberId]);
    const seen = async () => (await as(person.cookie)("GET", "/v1/sessions?period=24h")).body.data.length;
    await until(seen, (count) => count === 1);
    expect((await as(stranger)("PUT", `${path}/members`, { member_ids: [] })).status).toBe(404);
    expect((await as(manager.cookie)("PUT", `${path}/members`, { member_ids: [] })).body.member_ids).toEqual([]);
    expect(await seen()).toBe(0);
    expect((await as(manager.cookie)("PATCH", path, { name: `${name}-2` })).body.name).toBe(`${name}-2`);
    expect((await as(manager.cookie)("DELETE", path)).status).toBe(204);
    const actions = (await auditOf(made.body.id)).map(({ action }) => action).toReversed();
    expect(actions).toEqual([
      "team.created",
      "team.members_changed",
      "team.members_changed",
      "team.renamed",
      "team.deleted",
    ]);
  });
});

describe("roles of the organisation's own", () => {
  it("hold exactly what they grant, and change for their members at once", async () => {
    const person = await addPerson(facts, tenant.orgId, "viewer");
    const input = { name: `Auditor ${crypto.randomUUID().slice(0, 8)}`, grants: { "audit:read": "org" } };
    const made = await as(founder)("POST", "/v1/organization/roles", input);
    expect(made.status).toBe(201);
    await as(founder)("PATCH", `${MEMBERS}/${person.memberId}`, { custom_role_id: made.body.id });
    const statuses = async () =>
      await Promise.all(
        ["/v1/audit", "/v1/sessions?period=24h"].map(async (path) => (await as(person.cookie)("GET", path)).status),
      );
    expect(await statuses()).toEqual([200, 403]);
    const path = `/v1/organization/roles/${made.body.id}`;
    await as(founder)("PUT", path, { ...input, grants: { "sessions:read": "own" } });
    expect(await statuses()).toEqual([403, 200]);
    expect((await as(founder)("DELETE", path)).body.code).toBe("CONFLICT");
    await as(founder)("PATCH", `${MEMBERS}/${person.memberId}`, { role: "viewer" });
    expect((await as(founder)("DELETE", path)).status).toBe(204);
  });

  it.each([
    { name: "x", grants: { "everything:do": "org" } },
    { name: "x", grants: { "usage:read": "team" } },
    { name: "x", grants: { "events:send": "org" } },
    { name: "", grants: {} },
  ])("are not made of %j", async (input) => {
    const { status } = await as(founder)("POST", "/v1/organization/roles", input);
    expect([403, 422]).toContain(status);
  });

  it("give nobody more than whoever hands them out has", async () => {
    const keeper = await addPerson(facts, tenant.orgId, "viewer");
    const grants = { "roles:write": "org", "members:update": "org", "members:read": "org" };
    const made = await as(founder)("POST", "/v1/organization/roles", {
      name: `Keeper ${crypto.randomUUID().slice(0, 8)}`,
      grants,
    });
    await as(founder)("PATCH", `${MEMBERS}/${keeper.memberId}`, { custom_role_id: made.body.id });
    const raise = { name: "Raised", grants: { ...grants, "keys:write": "org" } };
    expect((await as(keeper.cookie)("POST", "/v1/organization/roles", raise)).body.code).toBe("SCOPE_MISSING");
    expect((await as(keeper.cookie)("PUT", `/v1/organization/roles/${made.body.id}`, raise)).body.code).toBe(
      "SCOPE_MISSING",
    );
    for (const target of [keeper.memberId, admin.memberId]) {
      const answer = await as(keeper.cookie)("PATCH", `${MEMBERS}/${target}`, { role: "admin" });
      expect(answer.body.code).toBe("SCOPE_MISSING");
    }
    expect((await as(keeper.cookie)("DELETE", `${MEMBERS}/${admin.memberId}`)).body.code).toBe("SCOPE_MISSING");
  });
});

describe("an organisation that is held still", () => {
  const operator = { authorization: `Bearer ${facts.operator_token}`, origin: "" };
  async function operate(id: string, body: object) {
    const { origin: _none, ...headers } = operator;
    return await fetch(`${facts.urls.edge}/v1/operator/organizations/${id}`, {
      method: "PATCH",
      headers: { ...headers, "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  }

  it("takes no events and answers no questions until the operator lifts it", { timeout: 120_000 }, async () => {
    const other = await newTenant(facts, "us");
    const cookie = await other.signIn();
    expect((await operate(other.orgId, { suspended: { reason: "unpaid" } })).status).toBe(200);
    expect((await as(cookie)("GET", "/v1/sessions")).body).toMatchObject({ code: "ORG_SUSPENDED", status: 403 });
    expect((await as(cookie)("GET", "/v1/organization")).body).toMatchObject({
      state: "suspended",
      suspended_reason: "unpaid",
    });
    const refused = await postEvents(facts, other, [anEvent()]);
    expect([refused.status, await refused.json()]).toEqual([403, expect.objectContaining({ code: "ORG_SUSPENDED" })]);
    expect((await operate(other.orgId, { suspended: false })).status).toBe(200);
    expect((await as(cookie)("GET", "/v1/sessions")).status).toBe(200);
    await until(async () => (await postEvents(facts, other, [anEvent()])).status, (status) => status === 202, 90_000);
  });

  it("is changed by operators with the token alone", async () => {
    expect((await operate("org_nothing", { plan: "team" })).status).toBe(404);
    expect((await operate(tenant.orgId, {})).status).toBe(422);
    const changed = await operate(tenant.orgId, { plan: "business", seats: 500, monthly_events: null });
    expect(await changed.json()).toMatchObject({ plan: "business", seats: { limit: 500 } });
    const byAdmin = await as(founder)("PATCH", `/v1/operator/organizations/${tenant.orgId}`, { plan: "free" });
    expect(byAdmin.status).toBe(404);
  });

  it("can be deleted by its admins with its slug, and that can be taken back", async () => {
    const other = await newTenant(facts, "us");
    const cookie = await other.signIn();
    const { slug } = (await as(cookie)("GET", "/v1/organization")).body;
    expect((await as(cookie)("POST", "/v1/organization/deletion", { slug: "another" })).status).toBe(422);
    const asked = await as(cookie)("POST", "/v1/organization/deletion", { slug });
    expect(asked.body.state).toBe("deleting");
    expect(Date.parse(asked.body.deletion_due_at) - Date.now()).toBeGreaterThan(29 * 86_400_000);
    expect((await as(cookie)("GET", "/v1/sessions")).body.code).toBe("ORG_SUSPENDED");
    const again = await as(cookie)("POST", "/v1/organization/deletion", { slug });
    expect(again.body.deletion_due_at).toBe(asked.body.deletion_due_at);
    expect((await as(cookie)("DELETE", "/v1/organization/deletion")).body.state).toBe("active");
    expect((await as(cookie)("GET", "/v1/sessions")).status).toBe(200);
  });
});
