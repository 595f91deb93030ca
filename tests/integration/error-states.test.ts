import { beforeAll, describe, expect, inject, it } from "vitest";
import type { AuditPage } from "../../contract/audit.ts";
import type { ErrorDetail, ErrorList } from "../../contract/query-errors.ts";
import { ask } from "../helpers/ask.ts";
import { addPerson } from "../helpers/people.ts";
import { anEvent, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
const DAY = 24 * 3_600_000;
let tenant = {} as TestTenant;
let cookie = "";

const failed = (error_message: string, timestamp: number) =>
  anEvent({ event_type: "error", error_type: "oops", error_message, timestamp });

async function list(query = "state=all", as = cookie): Promise<ErrorList> {
  return (await ask(facts, "GET", `/v1/errors?period=24h&compare=none&${query}`, { cookie: as })).body as ErrorList;
}

async function fingerprintOf(message: string): Promise<string> {
  const { data } = await until(() => list(), ({ data: rows }) => rows.some((row) => row.message === message));
  return data.find((row) => row.message === message)?.fingerprint ?? "";
}

const put = (fingerprint: string, state: string, as = cookie) =>
  ask(facts, "PUT", `/v1/errors/${fingerprint}/state`, { cookie: as, body: { state } });
const messages = ({ data }: ErrorList) => data.map(({ message }) => message).sort();

beforeAll(async () => {
  tenant = await newTenant(facts, "eu");
  cookie = await tenant.signIn();
  const now = Date.now();
  const events = [
    failed("the disk is full", now - 60_000),
    failed("the network is gone", now - 60_000),
    failed("the network is gone", now - 3 * DAY),
    failed("the door is shut", now - 60_000),
  ];
  await postEvents(facts, tenant, events);
  await until(() => list(), ({ by_state: { all } }) => all === 3);
});

describe("PUT /v1/errors/{fingerprint}/state", () => {
  it("takes a muted error out of the open ones, and reopening puts it back", async () => {
    const fingerprint = await fingerprintOf("the door is shut");
    expect(await put(fingerprint, "muted")).toMatchObject({ status: 200, body: { fingerprint, state: "muted" } });
    expect(messages(await list("state=open"))).toEqual(["the disk is full", "the network is gone"]);
    const muted = await list("state=muted");
    expect(muted.data.map(({ message, state }) => [message, state])).toEqual([["the door is shut", "muted"]]);
    expect(muted.by_state).toEqual({ all: 3, open: 2, new: 1, regressed: 0, muted: 1, resolved: 0 });
    await put(fingerprint, "open");
    expect((await list("state=open")).total_groups).toBe(3);
  });

  it("calls a resolved error regressed when it happens again, and not for what happened before", async () => {
    const fingerprint = await fingerprintOf("the disk is full");
    await put(fingerprint, "resolved");
    expect((await list("state=resolved")).data[0]).toMatchObject({ fingerprint, state: "resolved" });
    await postEvents(facts, tenant, [failed("the disk is full", Date.now() - 30_000)]);
    const late = await until(
      () => list(),
      ({ data }) => data.some((row) => row.fingerprint === fingerprint && row.count === 2),
    );
    expect(late.by_state).toMatchObject({ resolved: 1, regressed: 0 });
    await postEvents(facts, tenant, [failed("the disk is full", Date.now())]);
    const again = await until(() => list("state=regressed"), ({ data }) => data.length > 0);
    expect(again.data[0]).toMatchObject({ fingerprint, state: "regressed", count: 3 });
    expect(again.by_state).toMatchObject({ open: 3, regressed: 1, resolved: 0 });
    const detail = await ask(facts, "GET", `/v1/errors/${fingerprint}?period=24h`, { cookie });
    expect((detail.body as ErrorDetail).error.state).toBe("regressed");
  });

  it("writes down what it was and what it is, and nothing where nothing changes", async () => {
    const fingerprint = await fingerprintOf("the network is gone");
    await put(fingerprint, "muted");
    await put(fingerprint, "muted");
    const { body } = await ask(facts, "GET", `/v1/audit?target=${fingerprint}`, { cookie });
    expect((body as AuditPage).data.map(({ action, details }) => [action, details])).toEqual([
      ["error.muted", { before: { state: "open" }, after: { state: "muted" } }],
    ]);
    await put(fingerprint, "open");
  });

  it("refuses who may not, what is no state, and an error that never happened", async () => {
    const fingerprint = await fingerprintOf("the network is gone");
    const viewer = await addPerson(facts, tenant.orgId, "viewer");
    expect(await put(fingerprint, "muted", viewer.cookie)).toMatchObject({ status: 403 });
    expect(await put(fingerprint, "forgotten")).toMatchObject({ status: 422 });
    expect(await put("never-seen", "muted")).toMatchObject({ status: 404, body: { code: "NOT_FOUND" } });
  });

  it("knows nothing of another organisation's errors", async () => {
    const fingerprint = await fingerprintOf("the network is gone");
    const other = await newTenant(facts, "eu");
    expect(await put(fingerprint, "muted", await other.signIn())).toMatchObject({ status: 404 });
    expect((await list()).by_state.muted).toBe(0);
  });
});

describe("GET /v1/errors", () => {
  it("finds errors by what they say, in any case of letters", async () => {
    expect(messages(await list("state=all&q=NETWORK"))).toEqual(["the network is gone"]);
    expect((await list("state=all&q=nothing+like+it")).data).toEqual([]);
  });

  it("lists as new what was never seen before the period", async () => {
    const fresh = await list("state=new");
    expect(messages(fresh)).toEqual(["the disk is full", "the door is shut"]);
    expect(fresh.data.every(({ is_new }) => is_new)).toBe(true);
  });
});
