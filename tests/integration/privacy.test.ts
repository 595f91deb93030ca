import { beforeAll, describe, expect, inject, it } from "vitest";
import { filesWith } from "../helpers/find-text.ts";
import { anEvent, askClickHouse, postEvents, until, watchLive } from "../helpers/stack-client.ts";
import { newTenant, originOf, type TestTenant } from "../helpers/tenant.ts";
import { STACK_VARIABLE } from "../helpers/test-stack.ts";

const facts = inject("stack");
const { [STACK_VARIABLE]: dataDir = "" } = process.env;
const run = crypto.randomUUID().slice(0, 8);
/** Stands in everything that people and models write. */
const CONTENT = `content-${run}`;
/** Stands in every address, and nowhere else. */
const PERSON = `somebody-${run}`;
const EMAIL = `${PERSON}@example.com`;
/** Stands where it may be kept, to show that something was stored at all. */
const KEPT = `kept-${run}`;

let tenant = {} as TestTenant;
let shown = "";

type Value = string | number | boolean | Value[] | { [key: string]: Value };

function otlpValue(value: Value): object {
  if (typeof value === "string") return { stringValue: value };
  if (typeof value === "number") return { intValue: String(value) };
  if (typeof value === "boolean") return { boolValue: value };
  if (Array.isArray(value)) return { arrayValue: { values: value.map(otlpValue) } };
  return { kvlistValue: { values: otlpAttributes(value) } };
}

const otlpAttributes = (attributes: Record<string, Value>) =>
  Object.entries(attributes).map(([key, value]) => ({ key, value: otlpValue(value) }));

/** A log record as some client sends it; `body` is what its exporter puts there. */
function record(service: string, name: string, attributes: Record<string, Value>, body: Value = ""): object {
  return {
    resource: {
      attributes: otlpAttributes({
        "service.name": service,
        "user.email": EMAIL,
        "process.command_args": [`--prompt=${CONTENT}`],
      }),
    },
    scopeLogs: [{
      scope: { name: service },
      logRecords: [{
        timeUnixNano: String(BigInt(Date.now()) * 1_000_000n),
        body: otlpValue(body),
        attributes: otlpAttributes({ "event.name": name, "session.id": KEPT, "user.email": EMAIL, ...attributes }),
      }],
    }],
  };
}

const RECORDS = [
  record("claude-code", "claude_code.user_prompt", { prompt: CONTENT, prompt_length: 3 }, CONTENT),
  record("claude-code", "claude_code.tool_result", {
    tool_name: "Edit",
    success: "false",
    error: `String to replace not found\nString: ${CONTENT}`,
    tool_parameters: JSON.stringify({ full_command: CONTENT }),
    tool_input: CONTENT,
  }),
  record("claude-code", "claude_code.api_request_body", { body: CONTENT, model: "claude-sonnet-5-5" }),
  record("codex_exec", "codex.user_prompt", { prompt: CONTENT, "conversation.id": KEPT }),
  record("codex_exec", "codex.tool_result", {
    tool_name: "shell",
    arguments: CONTENT,
    output: CONTENT,
    success: "true",
  }),
  record(
    "gemini-cli",
    "gemini_cli.tool_call",
    { function_name: "edit", function_args: CONTENT, success: true },
    CONTENT,
  ),
  record("gemini-cli", "gemini_cli.api_response", { response_text: CONTENT, model: "gemini-2.5-pro" }),
  record("qwen-code", "qwen-code.api_request", { request_text: CONTENT }),
  record("my-app", "gen_ai.user.message", { "gen_ai.system": "openai" }, { role: "user", content: CONTENT }),
  record("my-app", "gen_ai.choice", {}, { index: 0, message: { tool_calls: [{ function: { arguments: CONTENT } }] } }),
  record("my-app", "gen_ai.assistant.message", {}, CONTENT),
  record("my-app", "gen_ai.client.inference.operation.details", {
    "gen_ai.input.messages": [{ role: "user", parts: [{ type: "text", content: CONTENT }] }],
    "gen_ai.output.messages": CONTENT,
    "gen_ai.system_instructions": CONTENT,
  }),
  record("my-app", "custom.thing", { [`seen by ${EMAIL}`]: "x", note: `ask ${EMAIL.toUpperCase()} about it` }),
];

async function postLogs(): Promise<Response> {
  return await fetch(`${facts.urls.edge}/v1/logs`, {
    method: "POST",
    headers: { "x-api-key": tenant.apiKey, "content-type": "application/json" },
    body: JSON.stringify({ resourceLogs: RECORDS }),
  });
}

const EVENTS = [
  anEvent({ user_id: EMAIL, session_id: KEPT, metadata: { reviewers: [EMAIL], [EMAIL]: { deep: [`<${EMAIL}>`] } } }),
  anEvent({ user_id: `Somebody-${run}@EXAMPLE.com`, session_id: KEPT, repo: "git@github.com:acme/app.git" }),
  anEvent({ event_type: "error", user_id: EMAIL, session_id: KEPT, error_message: `no such account: ${EMAIL}` }),
  anEvent({ event_type: "security_alert", user_id: EMAIL, agent_id: EMAIL, session_id: KEPT }),
];

beforeAll(async () => {
  tenant = await newTenant(facts, "eu");
  const cookie = await tenant.signIn();
  await fetch(`${facts.urls.edge}/v1/organization/settings`, {
    method: "PATCH",
    headers: { cookie, origin: originOf(facts), "content-type": "application/json" },
    body: JSON.stringify({ pseudonymise_emails: true }),
  });
  const viewer = await watchLive(facts, cookie);
  await viewer.waitFor(({ type }) => type === "SNAPSHOT");
  await postLogs();
  await postEvents(facts, tenant, [...EVENTS, { event_id: EMAIL, user_id: EMAIL }]);
  await viewer.waitFor((message) => message.type === "EVENT" && message.event.event_type === "security_alert");
  await until(() => rowsWith(KEPT), (rows) => rows >= RECORDS.length - 1 + EVENTS.length, 30_000);
  // Time for what is written down after the rows: warnings, the object's storage.
  await new Promise((resolve) => setTimeout(resolve, 2_000));
  shown = JSON.stringify(viewer.messages);
  viewer.close();
}, 60_000);

/** Rows of any table of the region that hold a text in any of their columns, in any case of letters. */
async function rowsWith(text: string): Promise<number> {
  let rows = 0;
  for (const table of ["events", "ingestion_warnings"]) {
    const [found] = await askClickHouse<{ rows: number }>(
      facts,
      "eu",
      `SELECT toUInt32(count()) AS rows FROM ${table}
        WHERE positionCaseInsensitiveUTF8(formatRow('JSONEachRow', *), {text:String}) > 0`,
      { text },
    );
    rows += found?.rows ?? 0;
  }
  return rows;
}

describe("what people and models write", () => {
  it("is in no row, no file of the raw log, no live view and no log", async () => {
    expect(await rowsWith(CONTENT)).toBe(0);
    expect(shown).not.toContain(CONTENT);
    expect(await filesWith(dataDir, CONTENT)).toEqual([]);
  });

  it("leaves behind that it was there", async () => {
    const rows = await askClickHouse<{ custom_type: string; metadata: string }>(
      facts,
      "eu",
      "SELECT custom_type, metadata FROM events FINAL WHERE org_id = {org:String} AND position(metadata, 'content_dropped') > 0",
      { org: tenant.orgId },
    );
    expect(rows.map(({ metadata }) => (JSON.parse(metadata) as { content_dropped: string[] }).content_dropped).flat())
      .toEqual(expect.arrayContaining(["prompt", "tool_parameters", "function_args", "gen_ai.input.messages", "body"]));
  });
});

describe("an e-mail address", () => {
  it("is in no row, no file of the raw log, no live view and no log; one person has one pseudonym", async () => {
    expect(await rowsWith(PERSON)).toBe(0);
    expect(shown.toLowerCase()).not.toContain(PERSON);
    expect(await filesWith(dataDir, PERSON)).toEqual([]);
    const people = await askClickHouse<{ user_id: string }>(
      facts,
      "eu",
      "SELECT DISTINCT user_id FROM events FINAL WHERE org_id = {org:String}",
      { org: tenant.orgId },
    );
    expect(people).toEqual([{ user_id: expect.stringMatching(/^person_[0-9a-f]{24}$/) as string }]);
    expect(shown).toContain(people[0]?.user_id);
  });

  it("is not taken for one where it names a machine's account", async () => {
    expect(await rowsWith("git@github.com:acme")).toBeGreaterThan(0);
  });

  it("would be found: what may be kept is in the rows and in the files", async () => {
    expect(await rowsWith(KEPT)).toBeGreaterThan(0);
    expect(await filesWith(dataDir, KEPT)).not.toEqual([]);
  });
});

describe("an organisation that captures content", () => {
  it("has it in its rows", async () => {
    const open = await newTenant(facts, "eu");
    tenant = open;
    const settings = await fetch(`${facts.urls.edge}/v1/organization/settings`, {
      method: "PATCH",
      headers: { cookie: await open.signIn(), origin: originOf(facts), "content-type": "application/json" },
      body: JSON.stringify({ capture_content: true }),
    });
    expect(settings.status).toBe(200);
    expect((await postLogs()).status).toBe(200);
    const stored = () =>
      askClickHouse<{ metadata: string }>(
        facts,
        "eu",
        "SELECT metadata FROM events FINAL WHERE org_id = {org:String} AND position(metadata, {text:String}) > 0",
        { org: open.orgId, text: CONTENT },
      );
    expect(await until(stored, (rows) => rows.length >= RECORDS.length - 1, 30_000)).not.toEqual([]);
  });
});
