import { beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { LIMITS } from "../../contract/limits.ts";
import type { LiveMessage } from "../../contract/live.ts";
import type { ProblemBody } from "../../contract/problem.ts";
import { ask } from "../helpers/ask.ts";
import { addPerson, type TestPerson } from "../helpers/people.ts";
import { anEvent, postEvents, until, watchLive } from "../helpers/stack-client.ts";
import { newTenant, originOf, type TestTenant } from "../helpers/tenant.ts";

const facts = inject("stack");
let tenant = {} as TestTenant;
let viewer = {} as TestPerson;
let readKey = "";

beforeAll(async () => {
  tenant = await newTenant(facts, "eu");
  viewer = await addPerson(facts, tenant.orgId, "viewer");
  const manager = await addPerson(facts, tenant.orgId, "manager");
  const response = await fetch(`${facts.urls.edge}/v1/keys`, {
    method: "POST",
    headers: { cookie: manager.cookie, origin: originOf(facts), "content-type": "application/json" },
    body: JSON.stringify({ name: "wall display", scopes: ["read"] }),
  });
  readKey = (await response.json() as { key: string }).key;
});

async function askTicket(
  credentials: Record<string, string>,
): Promise<{ status: number; ticket: string; code: string }> {
  const response = await fetch(`${facts.urls.edge}/v1/live/tickets`, { method: "POST", headers: credentials });
  return { status: response.status, ...await response.json() as { ticket: string; code: string } };
}

async function codeOf(response: Response): Promise<[number, string]> {
  return [response.status, (await response.json() as ProblemBody).code];
}

/** What a stream sends: each event's id and message, and comments. */
interface Streamed {
  ids: string[];
  messages: LiveMessage[];
  comments: string[];
  response: Response;
  close(): void;
}

async function stream(query: string, headers: Record<string, string>): Promise<Streamed> {
  const abort = new AbortController();
  const response = await fetch(`${facts.urls.edge}/v1/live/stream${query}`, { headers, signal: abort.signal });
  const streamed: Streamed = { ids: [], messages: [], comments: [], response, close: () => abort.abort() };
  if (response.ok && response.body !== null) void readEvents(response.body, streamed).catch(() => {});
  return streamed;
}

async function readEvents(body: ReadableStream<Uint8Array>, into: Streamed): Promise<void> {
  let text = "";
  const decoder = new TextDecoder();
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf("\n\n"); end !== -1; end = text.indexOf("\n\n")) {
      for (const line of text.slice(0, end).split("\n")) {
        if (line.startsWith("data: ")) into.messages.push(JSON.parse(line.slice(6)) as LiveMessage);
        else if (line.startsWith("id: ")) into.ids.push(line.slice(4));
        else if (line.startsWith(":")) into.comments.push(line);
      }
      text = text.slice(end + 2);
    }
  }
}

const sees = async ({ messages }: Pick<Streamed, "messages">, fits: (message: LiveMessage) => boolean) =>
  await until(() => Promise.resolve(messages.some(fits)), Boolean, 8_000);

describe("POST /v1/live/tickets", () => {
  it("lets somebody watch once, without anything else to show", async () => {
    const { status, ticket } = await askTicket({ cookie: viewer.cookie, origin: originOf(facts) });
    expect(status).toBe(201);
    const live = await watchLive(facts, { ticket });
    const event = anEvent();
    await postEvents(facts, tenant, [event]);
    await live.waitFor((message) => message.type === "EVENT" && message.event.event_id === event.event_id);
    live.close();
    const again = await fetch(`${facts.urls.edge}/v1/live/stream?ticket=${ticket}`);
    expect(await codeOf(again)).toEqual([401, "AUTH_INVALID"]);
  });

  it("takes a ticket once, however many come with it at the same time", async () => {
    const { ticket } = await askTicket({ authorization: `Bearer ${readKey}` });
    const streams = await Promise.all([1, 2, 3, 4].map(() => stream(`?ticket=${ticket}`, {})));
    expect(streams.map(({ response }) => response.status).sort((a, b) => a - b)).toEqual([200, 401, 401, 401]);
    for (const { close } of streams) close();
  });

  it("gives none to keys that may only send, and takes none that it did not make", async () => {
    expect(await askTicket({ authorization: `Bearer ${tenant.apiKey}` })).toMatchObject({
      status: 403,
      code: "SCOPE_MISSING",
    });
    const forged = await fetch(`${facts.urls.edge}/v1/live/stream?ticket=WyJldSIsIm9yZyIsInMiXQ.AAAA`);
    expect(await codeOf(forged)).toEqual([401, "AUTH_INVALID"]);
  });
});

describe("GET /v1/live/stream", () => {
  it("sends the live messages, and only the lines that were asked for", async () => {
    const live = await stream("?environment=production&errors_only=true", { authorization: `Bearer ${readKey}` });
    expect(live.response.headers.get("content-type")).toContain("text/event-stream");
    await sees(live, ({ type }) => type === "SNAPSHOT");
    const [wanted, ...others] = [
      anEvent({ event_type: "error", environment: "production", error_type: "rate_limit" }),
      anEvent({ event_type: "error", environment: "staging", error_type: "rate_limit" }),
      anEvent({ environment: "production" }),
    ];
    await postEvents(facts, tenant, [wanted, ...others]);
    await sees(live, (message) => message.type === "EVENT" && message.event.event_id === wanted?.event_id);
    await sees(live, ({ type }) => type === "METRIC_UPDATE");
    live.close();
    const ids = live.messages.flatMap((message) => message.type === "EVENT" ? [message.event.event_id] : []);
    expect(ids).toEqual([wanted?.event_id]);
  });

  it("goes on from the last id that was read", async () => {
    const first = await stream("", { cookie: viewer.cookie });
    await sees(first, ({ type }) => type === "SNAPSHOT");
    const lastId = first.ids.at(-1) ?? "";
    first.close();
    const before = Date.now() - 2 * 3_600_000;
    await postEvents(facts, tenant, [anEvent({ timestamp: new Date(before).toISOString() })]);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const second = await stream("?channels=metrics", { cookie: viewer.cookie, "last-event-id": lastId });
    await sees(second, (message) => message.type === "METRIC_UPDATE" && message.window.start <= before);
    expect(Number(second.ids.at(-1))).toBeGreaterThan(Number(lastId));
    second.close();
  });

  it("shows nothing to pages of other sites, and says what is wrong with a question", async () => {
    const foreign = await stream("", { cookie: viewer.cookie, origin: "https://evil.example" });
    expect(await codeOf(foreign.response)).toEqual([403, "SCOPE_MISSING"]);
    const wrong = await stream("?event_type=nonsense", { cookie: viewer.cookie });
    expect(await codeOf(wrong.response)).toEqual([400, "INVALID_QUERY"]);
    expect(await codeOf((await stream("", {})).response)).toEqual([401, "AUTH_MISSING"]);
  });
});

describe("who loses what they may see", () => {
  const change = (method: string, path: string, cookie: string, body?: object) =>
    ask(facts, method, path, { cookie, ...(body === undefined ? {} : { body }) });
  let admin = {} as TestPerson;
  let guest = {} as TestPerson;
  beforeAll(async () => admin = await addPerson(facts, tenant.orgId, "admin"));
  beforeEach(async () => guest = await addPerson(facts, tenant.orgId, "viewer"));
  const members = () => `/v1/organization/members/${guest.memberId}`;

  it.each([
    ["is removed", () => change("DELETE", members(), admin.cookie), [401, 403]],
    ["gets another role", () => change("PATCH", members(), admin.cookie, { role: "user" }), [201]],
  ])("stops watching at once who %s, and comes back with what is left", async (_what, take, then) => {
    const { ticket: waiting } = await askTicket({ cookie: guest.cookie, origin: originOf(facts) });
    const live = await watchLive(facts, guest.cookie);
    await live.waitFor(({ type }) => type === "SNAPSHOT");
    expect((await take()).status).toBeLessThan(300);
    await live.waitFor(({ type }) => type === "GOODBYE", 3_000);
    expect(await codeOf((await stream(`?ticket=${waiting}`, {})).response)).toEqual([401, "AUTH_INVALID"]);
    expect(then).toContain((await askTicket({ cookie: guest.cookie, origin: originOf(facts) })).status);
    live.close();
  });

  it("stops a program whose key is revoked", async () => {
    const made = await change("POST", "/v1/keys", admin.cookie, { name: "wall display", scopes: ["read"] });
    const { id, key } = made.body as { id: string; key: string };
    const watching = await stream("", { authorization: `Bearer ${key}` });
    await sees(watching, ({ type }) => type === "SNAPSHOT");
    expect((await change("DELETE", `/v1/keys/${id}`, admin.cookie)).status).toBe(204);
    await sees(watching, ({ type }) => type === "GOODBYE");
    expect((await stream("", { authorization: `Bearer ${key}` })).response.status).toBe(401);
  });
});

describe("a viewer that does not read", () => {
  it("is sent so much and no more, and is up to date as soon as it reads on", async () => {
    const { default: WebSocketClient } = await import("ws");
    const socket = new WebSocketClient(`${facts.urls.edge.replace("http", "ws")}/v1/live`, {
      headers: { cookie: viewer.cookie, origin: originOf(facts) },
    });
    let [chars, unsaid] = [0, 0];
    const snapshots: number[] = [];
    socket.on("message", (data: Buffer) => {
      chars += data.length;
      unsaid += data.length;
      const message = JSON.parse(data.toString()) as LiveMessage;
      if (message.type === "SNAPSHOT") snapshots.push(Date.now());
    });
    const say = () => {
      socket.send(JSON.stringify({ type: "SEEN", chars: unsaid }));
      unsaid = 0;
    };
    await until(() => Promise.resolve(snapshots.length), (count) => count === 1);
    say();
    await new Promise((resolve) => setTimeout(resolve, 200));
    socket.pause();
    const before = chars;
    const error = () => anEvent({ event_type: "error", error_message: "x".repeat(300) });
    for (let round = 0; round < 25; round++) {
      const batches = Array.from({ length: 4 }, () => Array.from({ length: LIMITS.alertsPerChunk }, error));
      await Promise.all(batches.map((batch) => postEvents(facts, tenant, batch)));
    }
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    socket.resume();
    for (let heard = -1; heard !== chars;) {
      heard = chars;
      await new Promise((resolve) => setTimeout(resolve, 1_500));
    }
    expect(chars - before).toBeGreaterThan(500_000);
    expect(chars - before).toBeLessThan(1_200_000);
    expect(snapshots).toHaveLength(1);
    // On a busy machine some of it is still on its way.
    const readOn = () => {
      say();
      return Promise.resolve(snapshots.length);
    };
    await until(readOn, (count) => count === 2);
    socket.terminate();
  });
});
