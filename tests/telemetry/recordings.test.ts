import { describe, expect, it } from "vitest";
import { readRecording, readTruth, type RecordedRequest, throughProtobuf } from "../helpers/recordings.ts";
import { TelemetryLedger } from "../helpers/telemetry-ledger.ts";

const asSent = ({ json }: RecordedRequest) => json;
const ENCODINGS = [["as sent", asSent], ["in the other encoding", throughProtobuf]] as const;
type Encode = (request: RecordedRequest) => Record<string, unknown>;

/** The orders in which a recording's requests may arrive. */
const ORDERS: Record<string, (requests: RecordedRequest[]) => RecordedRequest[]> = {
  "in order": (requests) => requests,
  "reversed": (requests) => requests.toReversed(),
  "twice": (requests) => [...requests, ...requests],
};

async function replay(scenario: string, encode: Encode, order = (requests: RecordedRequest[]) => requests) {
  const ledger = new TelemetryLedger();
  for (const request of order(readRecording(scenario))) await ledger.post(request.signal, encode(request));
  expect(ledger.rejected).toBe(0);
  return ledger;
}

function countBy(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

function tokensOf(scenario: string): Record<string, number> {
  const { input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens } = readTruth(scenario).totals;
  return { input_tokens, output_tokens, cache_read_tokens, cache_creation_tokens };
}

/** What a ledger says of what Claude Code tells. */
function claudeFigures(ledger: TelemetryLedger): Record<string, number> {
  const decisions = ledger.ofType("tool_decision");
  return {
    requests: ledger.ofType("llm_request").length,
    errors: ledger.ofType("error").length,
    prompts: ledger.ofType("user_prompt").length,
    tools: ledger.ofType("tool_call").length,
    accepted: decisions.filter((event) => event.success).length,
    rejected: decisions.filter((event) => event.success === false).length,
    added: ledger.sum("lines_added"),
    removed: ledger.sum("lines_removed"),
    commits: ledger.ofType("commit_created").length,
    pulls: ledger.ofType("pr_created").length,
    active_ms: ledger.ofType("agent_heartbeat").reduce((sum, event) => sum + (event.duration_ms ?? 0), 0),
    sessions: ledger.ofType("session_start").length,
  };
}

function toldByLogs(scenario: string): Record<string, number> {
  const { totals } = readTruth(scenario);
  return {
    requests: totals.llm_requests,
    errors: totals.llm_errors,
    prompts: totals.user_prompts,
    tools: totals.tool_results,
    accepted: totals.tool_decisions.accept,
    rejected: totals.tool_decisions.reject,
  };
}

function toldByMetrics(scenario: string): Record<string, number> {
  const { totals, sessions } = readTruth(scenario);
  return {
    added: totals.lines_added,
    removed: totals.lines_removed,
    commits: totals.commits,
    pulls: totals.pull_requests,
    active_ms: (totals.active_time_s.user + totals.active_time_s.cli) * 1000,
    sessions: Object.keys(sessions).length,
  };
}

const CODING_AGENTS = [
  ["codex-cli/json-logs-metrics-gpt-5.5", "codex-cli"],
  ["codex-cli/json-logs-made-up-chatgpt-login", "codex-cli"],
  ["codex-cli/binary-all-signals-unknown-model", "codex-cli"],
  ["gemini-cli/edit-retry-2.5-pro-noprompts", "gemini-cli"],
  ["gemini-cli/list-read-2.5-flash", "gemini-cli"],
  ["qwen-code/read-edit-qwen3-coder-plus", "qwen-code"],
  ["copilot-cli/json-completions-gpt-5.4", "copilot-cli"],
  ["ai-sdk/v6-experimental-protobuf", undefined],
  ["ai-sdk/v7-genai-json-with-context", undefined],
] as const;

describe.each(ENCODINGS)("recordings of coding agents and programs, %s", (_, encode) => {
  describe.each(Object.entries(ORDERS))("%s", (_order, order) => {
    it.each(CODING_AGENTS)("%s has its true tokens, calls, tools and prompts", async (scenario, agent) => {
      const ledger = await replay(scenario, encode, order);
      const truth = readTruth(scenario);
      expect(ledger.tokens()).toEqual(truth.disjoint_tokens);
      expect(ledger.liveSums()).toEqual(ledger.rowSums());
      const requests = ledger.ofType("llm_request");
      expect(requests).toHaveLength(truth.llm_calls_ok);
      for (const [model, { requests: calls }] of Object.entries<{ requests: number }>(truth.by_model)) {
        expect(requests.filter((event) => event.model === model)).toHaveLength(calls);
      }
      const tools = ledger.ofType("tool_call");
      expect(new Map(Object.entries(countBy(tools.map((event) => event.tool_name ?? ""))))).toEqual(
        new Map(Object.entries(countBy(truth.tool_calls))),
      );
      expect(tools.filter((event) => event.success === false)).toHaveLength(truth.tool_failures);
      expect(ledger.ofType("user_prompt")).toHaveLength(truth.user_prompts ?? 0);
      if (agent === undefined) return;
      expect(new Set(ledger.events.map((event) => event.agent_id))).toEqual(new Set([agent]));
      const sessions = new Set(ledger.events.map((event) => event.session_id).filter((id) => id !== "unknown"));
      expect(sessions.size).toBe(truth.sessions);
    });

    it.each([
      "otel-js-sdk/session-metrics-delta-and-logs-json",
      "otel-js-sdk/session-resumed-delta-json-gzip-string-numbers",
      "otel-js-sdk/metrics-cumulative-restart-protobuf-gzip",
      "otel-js-sdk/logs-retried-after-503-json",
    ])("%s, in the form of Claude Code, has its true sums", async (scenario) => {
      const ledger = await replay(scenario, encode, order);
      expect(ledger.tokens()).toMatchObject(tokensOf(scenario));
      expect(ledger.sum("cost_usd")).toBe(readTruth(scenario).totals.cost_usd);
      expect(ledger.liveSums()).toEqual(ledger.rowSums());
      const signals = new Set(readRecording(scenario).map(({ signal }) => signal));
      expect(claudeFigures(ledger)).toMatchObject({
        ...(signals.has("logs") ? toldByLogs(scenario) : {}),
        ...(signals.has("metrics") ? toldByMetrics(scenario) : {}),
      });
    });
  });
});

describe("a recording of which one signal alone arrives", () => {
  it.each([
    ["codex-cli/binary-all-signals-unknown-model", "traces"],
    ["codex-cli/binary-all-signals-unknown-model", "metrics"],
    ["codex-cli/json-logs-metrics-gpt-5.5", "metrics"],
    ["gemini-cli/edit-retry-2.5-pro-noprompts", "metrics"],
    ["gemini-cli/list-read-2.5-flash", "metrics"],
    ["qwen-code/read-edit-qwen3-coder-plus", "traces"],
    ["qwen-code/read-edit-qwen3-coder-plus", "metrics"],
    ["copilot-cli/json-completions-gpt-5.4", "traces"],
    ["copilot-cli/json-completions-gpt-5.4", "metrics"],
  ])("%s: its %s have the true tokens", async (scenario, only) => {
    const ledger = await replay(scenario, asSent, (requests) => requests.filter(({ signal }) => signal === only));
    expect(ledger.tokens()).toEqual(readTruth(scenario).disjoint_tokens);
  });

  it.each([
    "otel-js-sdk/session-metrics-delta-and-logs-json",
    "otel-js-sdk/session-resumed-delta-json-gzip-string-numbers",
  ])(
    "%s: its metrics have the true tokens and cost",
    async (scenario) => {
      const ledger = await replay(
        scenario,
        asSent,
        (requests) => requests.filter(({ signal }) => signal === "metrics"),
      );
      const { totals } = readTruth(scenario);
      expect([ledger.sum("input_tokens"), ledger.sum("cache_read_tokens"), ledger.sum("cost_usd")])
        .toEqual([totals.input_tokens, totals.cache_read_tokens, totals.cost_usd]);
    },
  );
});

describe("details of recordings", () => {
  it.each([["codex-cli/json-logs-metrics-gpt-5.5"], ["gemini-cli/edit-retry-2.5-pro-noprompts"]])(
    "%s reports its rate limit once, as an error with its status",
    async (scenario) => {
      const errors = (await replay(scenario, asSent)).ofType("error");
      expect(errors.map((event) => event.status_code)).toEqual([429]);
    },
  );

  it("takes users from the login where the client tells", async () => {
    const ledger = await replay("codex-cli/json-logs-made-up-chatgpt-login", asSent);
    expect(new Set(ledger.events.map((event) => event.user_id))).toEqual(new Set(["ana@example.com"]));
  });

  it("takes lines of code from edits, not a second time from metrics", async () => {
    const ledger = await replay("gemini-cli/edit-retry-2.5-pro-noprompts", asSent);
    const edits = ledger.events.filter((event) => event.lines_added !== undefined);
    expect(edits.map((event) => [event.tool_name, event.lines_added, event.lines_removed])).toEqual([
      ["replace", 2, 1],
      ["write_file", 3, 0],
    ]);
    expect([ledger.sum("lines_added"), ledger.sum("lines_removed")]).toEqual([5, 1]);
  });

  it("finds the session of an AI SDK 7 program above its calls, and of OpenLLMetry in its associations", async () => {
    const aiSdk = await replay("ai-sdk/v7-genai-json-with-context", asSent);
    expect(new Set(aiSdk.events.map((event) => `${event.session_id} ${event.user_id}`))).toEqual(
      new Set(["sess-ai-101 user-cleo"]),
    );
    const openLlmetry = await replay("openllmetry/agent-workflow-protobuf-gpt-4o", asSent);
    expect(openLlmetry.ofType("llm_request").map((event) => event.team)).toHaveLength(2);
    expect(new Set(openLlmetry.events.map((event) => event.session_id)).size).toBe(1);
  });

  it("counts what OpenLLMetry reports, estimates of streamed calls included", async () => {
    const ledger = await replay("openllmetry/plain-json-gpt-4o-mini", asSent);
    expect(ledger.ofType("llm_request").map((event) => [event.input_tokens, event.output_tokens])).toEqual([[11, 3], [
      4,
      3,
    ]]);
  });

  it("keeps histograms and gauges of unknown names as they are, and reads the sum of exponential histograms", async () => {
    const ledger = await replay("otel-js-sdk/histograms-gauges-delta-protobuf", asSent);
    expect(ledger.sum("input_tokens")).toBe(16_100);
    const latencies = ledger.events.filter((event) => event.custom_type === "agent.tool.latency");
    expect(latencies.map((event) => event.metadata)).toMatchObject([
      { sum: 12_738, count: 6, min: 0, max: 12_000, unit: "ms" },
      { sum: 5, count: 1 },
    ]);
    const depth = ledger.events.filter((event) => event.custom_type === "agent.queue.depth");
    expect(depth.map((event) => event.metadata?.["value"])).toEqual([7, 3]);
  });
});

describe("telemetry of unknown senders", () => {
  it("is kept as custom events with its attributes and body", async () => {
    const { events } = await replay("otel-js-sdk/logs-map-body-json", asSent);
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
  it("never leaves the edge", async () => {
    const scenarios = CODING_AGENTS.map(([scenario]) => scenario);
    const stored = JSON.stringify(
      await Promise.all(scenarios.map(async (scenario) => (await replay(scenario, asSent)).events)),
    );
    for (
      const text of [
        "Greet twice",
        "List the files",
        "Process exited",
        "file_path",
        "demo-app/main.js",
        "characters of content",
        "weather in",
        "You are",
      ]
    ) {
      expect(stored).not.toContain(text);
    }
  });
});
