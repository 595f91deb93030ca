import { readdirSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";
import { toEvents } from "./accept-logs.ts";
import { readJsonLogs } from "./read-json-logs.ts";

const ROOT = "tests/fixtures/otlp";

/** All events that a recording's JSON log requests become, each event id once. */
function replay(scenario: string): AcceptedEvent[] {
  const folder = `${ROOT}/${scenario}`;
  const events = new Map<string, AcceptedEvent>();
  for (const name of readdirSync(folder).filter((file) => /^\d+\.json$/.test(file)).sort()) {
    const { path, headers } = JSON.parse(readFileSync(`${folder}/${name}`, "utf8"));
    if (!path.endsWith("/v1/logs") || !headers["content-type"].includes("json")) continue;
    const raw = readFileSync(`${folder}/${name.replace(".json", ".body")}`);
    const body = headers["content-encoding"] === "gzip" ? gunzipSync(raw) : raw;
    const { events: made, rejected } = toEvents(readJsonLogs(JSON.parse(body.toString())), Date.now());
    expect(rejected).toBe(0);
    for (const event of made) events.set(event.event_id, event);
  }
  return [...events.values()];
}

function truthOf(scenario: string) {
  return JSON.parse(readFileSync(`${ROOT}/${scenario}/truth.json`, "utf8")).actual;
}

const TOKENS = [
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "reasoning_tokens",
] as const;

function sumTokens(events: readonly AcceptedEvent[]): Record<string, number> {
  return Object.fromEntries(TOKENS.map((name) => [name, events.reduce((sum, event) => sum + (event[name] ?? 0), 0)]));
}

const count = (events: readonly AcceptedEvent[], type: string) =>
  events.filter((event) => event.event_type === type).length;

describe("recordings of coding agents", () => {
  it.each([
    ["codex-cli/json-logs-metrics-gpt-5.5", "codex-cli"],
    ["codex-cli/json-logs-made-up-chatgpt-login", "codex-cli"],
    ["gemini-cli/edit-retry-2.5-pro-noprompts", "gemini-cli"],
    ["gemini-cli/list-read-2.5-flash", "gemini-cli"],
    ["qwen-code/read-edit-qwen3-coder-plus", "qwen-code"],
  ])("%s gives the true tokens, calls, tools and prompts", (scenario, agent) => {
    const events = replay(scenario);
    const truth = truthOf(scenario);
    expect(sumTokens(events)).toEqual(truth.disjoint_tokens);
    expect(count(events, "llm_request")).toBe(truth.llm_calls_ok);
    expect(events.filter((event) => event.event_type === "tool_call").map((event) => event.tool_name)).toEqual(
      truth.tool_calls,
    );
    expect(count(events, "user_prompt")).toBe(truth.user_prompts);
    expect(new Set(events.map((event) => event.session_id)).size).toBe(1);
    expect(new Set(events.map((event) => event.agent_id))).toEqual(new Set([agent]));
  });

  it.each([["codex-cli/json-logs-metrics-gpt-5.5"], ["gemini-cli/edit-retry-2.5-pro-noprompts"]])(
    "%s reports its rate limit once, as an error with its status",
    (scenario) => {
      const errors = replay(scenario).filter((event) => event.event_type === "error");
      expect(errors.map((event) => event.status_code)).toEqual([429]);
    },
  );

  it("takes users from the login where the client tells", () => {
    const users = new Set(replay("codex-cli/json-logs-made-up-chatgpt-login").map((event) => event.user_id));
    expect(users).toEqual(new Set(["ana@example.com"]));
  });

  it("takes lines of code from Gemini CLI's edits", () => {
    const edits = replay("gemini-cli/edit-retry-2.5-pro-noprompts").filter((event) => event.lines_added !== undefined);
    expect(edits.map((event) => [event.tool_name, event.lines_added, event.lines_removed])).toEqual([
      ["replace", 2, 1],
      ["write_file", 3, 0],
    ]);
  });
});

describe("recordings in the form of Claude Code", () => {
  it.each([
    "otel-js-sdk/session-metrics-delta-and-logs-json",
    "otel-js-sdk/session-resumed-delta-json-gzip-string-numbers",
    "otel-js-sdk/logs-retried-after-503-json",
  ])("%s gives the true tokens, cost, errors and decisions, resent bodies counted once", (scenario) => {
    const events = replay(scenario);
    const truth = truthOf(scenario).totals;
    expect(sumTokens(events)).toMatchObject({
      input_tokens: truth.input_tokens,
      output_tokens: truth.output_tokens,
      cache_read_tokens: truth.cache_read_tokens,
      cache_creation_tokens: truth.cache_creation_tokens,
    });
    expect(events.reduce((sum, event) => sum + (event.cost_usd ?? 0), 0)).toBeCloseTo(truth.cost_usd, 9);
    expect(count(events, "llm_request")).toBe(truth.llm_requests);
    expect(count(events, "error")).toBe(truth.llm_errors ?? 0);
    expect(count(events, "user_prompt")).toBe(truth.user_prompts);
    expect(count(events, "tool_call")).toBe(truth.tool_results ?? 0);
  });
});

describe("telemetry of unknown senders", () => {
  it("is kept as custom events with its attributes and body", () => {
    const events = replay("otel-js-sdk/logs-map-body-json");
    expect(events.map((event) => [event.event_type, event.custom_type])).toEqual([
      ["custom", "agent.task.completed"],
      ["custom", "agent.task.failed"],
      ["custom", "log"],
      ["custom", "agent.list"],
    ]);
    expect(events[0]).toMatchObject({
      agent_id: "claude-code",
      metadata: { tags: ["x", "y"], body: { task: "refactor" } },
    });
  });
});

describe("what people and models wrote", () => {
  it("never leaves the edge", () => {
    const scenarios = [
      "codex-cli/json-logs-metrics-gpt-5.5",
      "gemini-cli/list-read-2.5-flash",
      "qwen-code/read-edit-qwen3-coder-plus",
    ];
    const stored = JSON.stringify(scenarios.map(replay));
    for (
      const text of [
        "Greet twice",
        "List the files",
        "Process exited",
        "file_path",
        "demo-app/main.js",
        "characters of content",
      ]
    ) {
      expect(stored).not.toContain(text);
    }
  });
});
