import { beforeAll, describe, expect, inject, it } from "vitest";
import type { SavedView, ViewList } from "../../contract/saved-view.ts";
import { get } from "../helpers/stack-client.ts";
import { newTenant, originOf } from "../helpers/tenant.ts";

const facts = inject("stack");
let mine = "";
let other = "";

async function send(method: string, path: string, cookie: string, body?: object) {
  const response = await fetch(`${facts.urls.edge}${path}`, {
    method,
    headers: { cookie, origin: originOf(facts), "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: (text === "" ? {} : JSON.parse(text)) as SavedView };
}

beforeAll(async () => {
  mine = await (await newTenant(facts, "us")).signIn();
  other = await (await newTenant(facts, "us")).signIn();
});

describe("saved views", () => {
  const input = { name: "Core, 30 days", page: "overview", state: "period=30d&team=core", shared: true };

  it("are kept, changed, listed by name and deleted", async () => {
    const { status, body: view } = await send("POST", "/v1/views", mine, input);
    expect([status, view.mine, view.state]).toEqual([201, true, input.state]);
    await send("POST", "/v1/views", mine, { ...input, name: "Another", shared: false });
    const changed = await send("PATCH", `/v1/views/${view.id}`, mine, { name: "Zulu" });
    expect(changed.body).toMatchObject({ id: view.id, name: "Zulu", state: input.state, shared: true });
    const first = await (await get(facts, "/v1/views?limit=1", mine)).json() as ViewList;
    const second = await (await get(facts, `/v1/views?limit=1&cursor=${first.next_cursor}`, mine)).json() as ViewList;
    expect([...first.data, ...second.data].map(({ name }) => name)).toEqual(["Another", "Zulu"]);
    expect(second.next_cursor).toBeNull();
    expect((await send("DELETE", `/v1/views/${view.id}`, mine)).status).toBe(204);
    expect((await get(facts, `/v1/views/${view.id}`, mine)).status).toBe(404);
  });

  it("are written down when they are made, changed and deleted, without what they show and are called", async () => {
    const { body: view } = await send("POST", "/v1/views", mine, { ...input, name: "Written" });
    await send("PATCH", `/v1/views/${view.id}`, mine, { shared: false });
    await send("PATCH", `/v1/views/${view.id}`, mine, { name: "Ana@example.com", state: "user_id=ana@example.com" });
    await send("DELETE", `/v1/views/${view.id}`, mine);
    const text = await (await get(facts, `/v1/audit?target=${view.id}`, mine)).text();
    const { data } = JSON.parse(text) as { data: { action: string; details: unknown }[] };
    const told = { page: "overview" };
    const [shared, own] = [{ shared: true }, { shared: false }];
    expect(data.map(({ action, details }) => [action, details])).toEqual([
      ["view.deleted", { ...told, shared: false }],
      ["view.changed", { before: own, after: own, renamed: true, shows_another: true }],
      ["view.changed", { before: shared, after: own, renamed: false, shows_another: false }],
      ["view.created", { ...told, shared: true }],
    ]);
    expect(text).not.toMatch(/ana@example.com|Written/i);
  });

  it("are not there for other organisations", async () => {
    const { body: view } = await send("POST", "/v1/views", mine, input);
    const path = `/v1/views/${view.id}`;
    const tries = [
      await send("GET", path, other),
      await send("PATCH", path, other, { name: "Taken" }),
      await send("DELETE", path, other),
    ];
    expect(tries.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect((await send("GET", path, mine)).body.name).toBe(input.name);
  });

  it.each([{}, { ...input, page: "nowhere" }, { ...input, name: " " }, { ...input, org_id: "org_x" }])(
    "refuses %o",
    async (body) => {
      expect((await send("POST", "/v1/views", mine, body)).status).toBe(422);
    },
  );
});
