import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, inject, it } from "vitest";
import { CreatedApiKey } from "../../contract/account.ts";
import { mintApiKey } from "../../contract/api-key.ts";
import { anEvent, get, postEvents } from "../helpers/stack-client.ts";
import { newTenant, originOf } from "../helpers/tenant.ts";
import { STACK_VARIABLE } from "../helpers/test-stack.ts";

const facts = inject("stack");
const { [STACK_VARIABLE]: dataDir = "" } = process.env;

/** Every text in something that was JSON. */
function textsIn(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

async function readLogs(): Promise<{ path: string; text: string }[]> {
  const entries = await readdir(join(dataDir, "logs"), { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const engines = ["clickhouse/process.log", "clickhouse/server.log", "postgres/server.log"].map((path) =>
    join(dataDir, path)
  );
  return await Promise.all([...paths, ...engines].map(async (path) => ({ path, text: await readFile(path, "utf8") })));
}

const password = `a password ${crypto.randomUUID()}`;
const email = `somebody-${crypto.randomUUID().slice(0, 8)}@example.com`;
const unknownKey = mintApiKey("us");
/** What was typed, sent and given out in this run. */
const confidential: string[] = [password, email, unknownKey];

async function post(path: string, body: object, cookie = "", origin = originOf(facts)): Promise<Response> {
  return await fetch(`${facts.urls.edge}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", origin, cookie },
    body: JSON.stringify(body),
  });
}

/** Everything that people and agents do with secrets, and mistakes that they make with them. */
beforeAll(async () => {
  const tenant = await newTenant(facts, "eu");
  const cookie = await tenant.signIn();
  const created = CreatedApiKey.parse(await (await post("/v1/keys", { name: "secret" }, cookie)).json());
  confidential.push(tenant.apiKey, created.key, ...cookie.split("; ").map((pair) => pair.slice(pair.indexOf("=") + 1)));
  await postEvents(facts, { ...tenant, apiKey: created.key }, [anEvent(), { user_id: email }]);
  await postEvents(facts, { ...tenant, apiKey: unknownKey }, [anEvent()]);

  const person = { name: "Somebody", email, password };
  await post("/auth/sign-up/email", person);
  await post("/auth/sign-up/email", person);
  await post("/auth/sign-in/email", { email, password: `${password}!` });
  await post("/auth/sign-in/email", { email, password }, "", "https://evil.example");
  await post("/v1/keys", { name: "x" }, cookie, "https://evil.example");
  await get(facts, `/v1/keys/${created.key}?key=${created.key}&email=${email}`, cookie);
  await get(facts, "/v1/me", cookie.replace(/.$/, "x"));
});

describe("the logs of a stack", () => {
  it("hold no password, key, cookie or address", async () => {
    const secrets: unknown = JSON.parse(await readFile(join(dataDir, "secrets.json"), "utf8"));
    const people = facts.organizations.flatMap(({ logins }) => logins);
    const wanted = [
      ...textsIn(secrets),
      ...facts.organizations.map(({ api_key }) => api_key),
      ...people.flatMap((login) => [login.email, login.password]),
      ...confidential,
    ];
    const logs = await readLogs();
    expect(logs.map(({ path }) => path)).toContain(join(dataDir, "logs/workers.log"));
    // Answers the places and not the secrets, which would end up in the log of the test.
    const leaks = logs.filter(({ text }) => wanted.some((secret) => text.includes(secret))).map(({ path }) => path);
    expect(leaks).toEqual([]);
  });

  it("hold one JSON object for each line of ours, with a level and a message", async () => {
    const lines = (await readFile(join(dataDir, "logs/workers.log"), "utf8")).split("\n");
    // The local runtime colours lines and puts a label in front of them.
    const ours = lines.map((line) => line.slice(line.indexOf('{"'), line.lastIndexOf("}") + 1)).filter(Boolean);
    expect(ours.length).toBeGreaterThan(0);
    for (const line of ours) {
      expect(JSON.parse(line)).toMatchObject({ level: expect.any(String), message: expect.any(String) });
    }
  });
});
