/** What is filled into a guide. */
export interface GuideFacts {
  /** Base URL for agents' posts, without a slash at the end. */
  ingestUrl: string;
  key: string;
  /** ISO 8601, for the event that curl sends. */
  now: string;
  userId: string;
}

/** A text to paste, and where: a shell, a file, a page. */
interface Paste {
  target: string;
  text: (facts: GuideFacts) => string;
}

/** How one client is set up. The dashboard shows the first paste; docs/clients is written from all of it. */
export interface ClientGuide {
  id: string;
  name: string;
  /** Agent id of the tile; `null` for what is no agent. */
  agentId: string | null;
  paste: Paste;
  /** What to do next, and what tells that it works. */
  after: string;
  /** Further pastes, for whom the first is not enough. */
  also?: readonly (Paste & { why: string })[];
  /** What will be seen. */
  seen: readonly string[];
  /** What is odd, and what follows from it. */
  odd: readonly string[];
}

// Header values in this variable are percent-decoded: a space has to be written as %20.
const bearer = ({ key }: GuideFacts) => `Authorization=Bearer%20${key}`;
const otlp = ({ ingestUrl }: GuideFacts) => `${ingestUrl}/v1/otlp`;

/** All clients that are understood, and the ways for those that are not. */
export const CLIENT_GUIDES: readonly ClientGuide[] = [
  {
    id: "claude-code",
    name: "Claude Code",
    agentId: "claude-code",
    paste: {
      target: "Shell",
      text: (facts) =>
        `# add to your shell profile, or to managed settings for the whole team
export CLAUDE_CODE_ENABLE_TELEMETRY=1
export OTEL_LOGS_EXPORTER=otlp
export OTEL_METRICS_EXPORTER=otlp
export OTEL_EXPORTER_OTLP_PROTOCOL=http/json
export OTEL_EXPORTER_OTLP_ENDPOINT=${otlp(facts)}
export OTEL_EXPORTER_OTLP_HEADERS="${bearer(facts)}"`,
    },
    after: "Open a new terminal and send any prompt.",
    also: [
      {
        why: "For a whole team, in managed settings (`/etc/claude-code/managed-settings.json` on Linux):",
        target: "managed-settings.json",
        text: (facts) =>
          JSON.stringify(
            {
              env: {
                CLAUDE_CODE_ENABLE_TELEMETRY: "1",
                OTEL_LOGS_EXPORTER: "otlp",
                OTEL_METRICS_EXPORTER: "otlp",
                OTEL_EXPORTER_OTLP_PROTOCOL: "http/json",
                OTEL_EXPORTER_OTLP_ENDPOINT: otlp(facts),
                OTEL_EXPORTER_OTLP_HEADERS: bearer(facts),
                OTEL_RESOURCE_ATTRIBUTES: "team=payments",
              },
            },
            null,
            2,
          ),
      },
    ],
    seen: [
      "Prompts, model calls with tokens and cost, tool calls with their outcome, decisions, API errors, by session, person and model.",
      "From metrics: lines of code, commits, pull requests and active time.",
    ],
    odd: [
      "Cost is reported by the client itself and kept as it is, also on a subscription, where nobody is billed for it.",
      "With metrics and logs on, tokens and cost are counted once, from the logs.",
      "`http/protobuf` works as well. `grpc` does not.",
      "The logs leave after five seconds and the metrics after a minute; a process that is killed sends neither.",
      "Prompts are not sent unless `OTEL_LOG_USER_PROMPTS=1`; if they are, they are dropped at the edge.",
    ],
  },
  {
    id: "codex-cli",
    name: "Codex CLI",
    agentId: "codex-cli",
    paste: {
      target: "~/.codex/config.toml",
      text: (facts) =>
        `[otel]
environment = "production"
log_user_prompt = false

[otel.exporter.otlp-http]
endpoint = "${otlp(facts)}/v1/logs"
protocol = "json"
headers = { "x-api-key" = "${facts.key}" }`,
    },
    after: "Start Codex again and send any prompt.",
    seen: ["Sessions, prompts, model calls with tokens, tool calls, approvals and API errors."],
    odd: [
      "The endpoint is taken as it is: without `/v1/logs` at its end nothing arrives.",
      "It reports no cost. Cost is estimated from the tokens and marked so; a ChatGPT plan is not billed by tokens.",
      "Its input count includes cached tokens and its output count reasoning; they are taken apart here.",
      "Hundreds of records of a call's stream say nothing and are not stored.",
      "A turn that fails early may send nothing at all.",
    ],
  },
  {
    id: "gemini-cli",
    name: "Gemini CLI",
    agentId: "gemini-cli",
    paste: {
      target: "Shell",
      text: (facts) =>
        `# settings.json of Gemini CLI has the same switches; the key has to be in the environment
export GEMINI_TELEMETRY_ENABLED=true
export GEMINI_TELEMETRY_TARGET=local
export GEMINI_TELEMETRY_OTLP_PROTOCOL=http
export GEMINI_TELEMETRY_OTLP_ENDPOINT=${facts.ingestUrl}
export GEMINI_TELEMETRY_LOG_PROMPTS=false
export OTEL_EXPORTER_OTLP_HEADERS="x-api-key=${facts.key}"`,
    },
    after: "Open a new terminal and send any prompt.",
    seen: [
      "Sessions, prompts, model calls with tokens and thoughts, tool calls with lines added and removed, API errors.",
    ],
    odd: [
      "One call is told up to five times, in logs, metrics and spans. It is counted once.",
      "It reports no cost; cost is estimated from the tokens and marked so.",
      "System prompts and the whole command line are sent even with prompts off. They are dropped at the edge.",
      "Its service version is that of Node and is not shown as the client's.",
    ],
  },
  {
    id: "qwen-code",
    name: "Qwen Code",
    agentId: "qwen-code",
    paste: {
      target: "~/.qwen/settings.json",
      text: (facts) =>
        `{
  "telemetry": {
    "enabled": true,
    "target": "local",
    "otlpProtocol": "http",
    "otlpEndpoint": "${facts.ingestUrl}",
    "logPrompts": false
  }
}`,
    },
    after: "Export the header as below, open a new terminal and send any prompt.",
    also: [
      {
        why: "The key goes into the environment, and metrics name their session only if asked to:",
        target: "Shell",
        text: ({ key }) =>
          `export OTEL_EXPORTER_OTLP_HEADERS="x-api-key=${key}"
export QWEN_TELEMETRY_METRICS_INCLUDE_SESSION_ID=true`,
      },
    ],
    seen: ["Sessions, prompts, model calls with tokens, tool calls, API errors."],
    odd: [
      "Thoughts are part of its output count; they are taken apart here.",
      "Without the header in the environment every request is answered with 401 and dropped by the client.",
      "It reports no cost; cost is estimated where the model's price is known.",
    ],
  },
  {
    id: "copilot-cli",
    name: "Copilot CLI",
    agentId: "copilot-cli",
    paste: {
      target: "Shell",
      text: (facts) =>
        `export COPILOT_OTEL_ENABLED=true
export OTEL_EXPORTER_OTLP_PROTOCOL=http/json
export OTEL_EXPORTER_OTLP_ENDPOINT=${otlp(facts)}
export OTEL_EXPORTER_OTLP_HEADERS="${bearer(facts)}"
export OTEL_RESOURCE_ATTRIBUTES="user.id=$(git config user.email)"`,
    },
    after: "Open a new terminal and send any prompt.",
    seen: ["Agent runs, model calls with tokens, tool calls, by conversation."],
    odd: [
      "It sends traces and metrics and no logs. The span of a run repeats the sums of its calls; they are counted once.",
      "It says nothing about the person. `OTEL_RESOURCE_ATTRIBUTES` puts that in, as above.",
      "Its provider is always `github`, whichever model answers. Cost is estimated by the model.",
    ],
  },
  {
    id: "cursor",
    name: "Cursor",
    agentId: "cursor",
    paste: {
      target: "Team Settings → OpenTelemetry Export",
      text: (facts) =>
        `Endpoint  ${otlp(facts)}
Header    Authorization
Value     Bearer ${facts.key}`,
    },
    after: "Save, and use Cursor as always. An admin of an Enterprise plan sees the page.",
    seen: ["Model calls, tokens, tool calls, errors and cost of the whole team."],
    odd: [
      "Cursor's servers send it, from fixed addresses, as binary protobuf; the endpoint has to be reachable from the internet.",
      "Cost is Cursor's own best effort and comes as a metric without a session: it is counted, and belongs to no session.",
    ],
  },
  {
    id: "opentelemetry",
    name: "GenAI app",
    agentId: null,
    paste: {
      target: "Shell",
      text: (facts) =>
        `# any OpenTelemetry SDK with a GenAI instrumentation, for example OpenLLMetry
export OTEL_SERVICE_NAME=my-agent
export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
export OTEL_EXPORTER_OTLP_ENDPOINT=${otlp(facts)}
export OTEL_EXPORTER_OTLP_HEADERS="${bearer(facts)}"
export OTEL_RESOURCE_ATTRIBUTES="deployment.environment.name=production,team=search"`,
    },
    after: "Start the app from this shell and let it call a model.",
    also: [
      {
        why:
          "Python, with OpenLLMetry (`pip install traceloop-sdk`). It takes the endpoint and the headers by names of its own:",
        target: "Python",
        text: (facts) =>
          `from traceloop.sdk import Traceloop

Traceloop.init(
    app_name="my-agent",
    api_endpoint="${otlp(facts)}",
    headers={"x-api-key": "${facts.key}"},
)
Traceloop.set_association_properties({"session_id": session_id, "user_id": user_id})`,
      },
      {
        why: "Node, with any instrumentation that makes `gen_ai` spans:",
        target: "JavaScript",
        text: (facts) =>
          `import { NodeSDK } from "@opentelemetry/sdk-node";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";

new NodeSDK({
  serviceName: "my-agent",
  traceExporter: new OTLPTraceExporter({
    url: "${otlp(facts)}/v1/traces",
    headers: { "x-api-key": "${facts.key}" },
  }),
}).start();`,
      },
    ],
    seen: [
      "Every span, log or metric of the GenAI conventions, old names and new: model calls with tokens, tools, agents.",
    ],
    odd: [
      "A session is `gen_ai.conversation.id` or `session.id`; without either the trace stands for it.",
      "Where an outer and an inner span both say a call's tokens, the inner one counts.",
      "Streamed calls often carry no tokens unless the app asks the model for them (`stream_options.include_usage` in OpenAI's API).",
      "Messages are dropped at the edge, whatever `OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT` says.",
      "A cost of 0 beside tokens is taken for unknown, and estimated.",
    ],
  },
  {
    id: "ai-sdk",
    name: "AI SDK",
    agentId: null,
    paste: {
      target: "JavaScript",
      text: (facts) =>
        `// AI SDK 7: npm install @ai-sdk/otel @opentelemetry/sdk-node @opentelemetry/exporter-trace-otlp-http
import { registerTelemetry } from "ai";
import { OpenTelemetry } from "@ai-sdk/otel";
import { NodeSDK } from "@opentelemetry/sdk-node";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";

new NodeSDK({
  serviceName: "my-agent",
  traceExporter: new OTLPTraceExporter({
    url: "${otlp(facts)}/v1/traces",
    headers: { "x-api-key": "${facts.key}" },
  }),
}).start();
registerTelemetry(new OpenTelemetry());`,
    },
    after: "Start the app and let it call a model.",
    also: [
      {
        why: "AI SDK 6 asks for telemetry with every call; what stands in `metadata` names session and user:",
        target: "JavaScript",
        text: () =>
          `await generateText({
  model,
  prompt,
  experimental_telemetry: {
    isEnabled: true,
    recordInputs: false,
    recordOutputs: false,
    metadata: { sessionId, userId },
  },
});`,
      },
    ],
    seen: ["Model calls with tokens, tool calls, and the runs around them."],
    odd: [
      "Outer and inner spans both carry the tokens; they are counted once.",
      "Version 7 puts session and user on the outer spans only, and only if the call's context has them; the inner ones inherit.",
      "Version 7 does not report reasoning apart: it is part of the output.",
    ],
  },
  {
    id: "collector",
    name: "Collector",
    agentId: null,
    paste: {
      target: "otel-collector.yaml",
      text: (facts) =>
        `exporters:
  otlphttp/fleetglass:
    endpoint: ${otlp(facts)}
    headers:
      x-api-key: ${facts.key}
    compression: gzip
    retry_on_failure:
      enabled: true

service:
  pipelines:
    logs: { receivers: [otlp], exporters: [otlphttp/fleetglass] }
    metrics: { receivers: [otlp], exporters: [otlphttp/fleetglass] }
    traces: { receivers: [otlp], exporters: [otlphttp/fleetglass] }`,
    },
    after: "Restart the collector. deno task doctor says what arrives.",
    seen: ["Everything that the clients behind it send, each recognised by itself."],
    odd: [
      "Do not sample traces before it: a call whose span is left out is not counted.",
      "Do not turn cumulative metrics into deltas in between and let the originals pass as well.",
      "Clients that speak gRPC alone reach the service through a collector.",
    ],
  },
  {
    id: "sdk",
    name: "SDK",
    agentId: null,
    paste: {
      target: "TypeScript",
      text: (facts) =>
        `// npm install @fleetglass/sdk
import { createClient } from "@fleetglass/sdk";

const fleetglass = createClient({
  endpoint: "${facts.ingestUrl}",
  apiKey: "${facts.key}",
  agent: "my-agent",
});
fleetglass.toolCall({ tool_name: "hello", duration_ms: 12, success: true });
await fleetglass.flush();`,
    },
    after: "Run it once. docs/sdk.md has the rest.",
    seen: ["Exactly the events that you send."],
    odd: [
      "Leave `cost_usd` out where you do not know it: it is then estimated. A cost of 0 means that it cost nothing.",
      "Tokens are disjoint: cached ones are not part of `input_tokens`, reasoning is not part of `output_tokens`.",
    ],
  },
  {
    id: "curl",
    name: "curl",
    agentId: null,
    paste: {
      target: "Shell",
      text: ({ ingestUrl, key, now, userId }) =>
        `curl ${ingestUrl}/v1/events \\
  -H "Authorization: Bearer ${key}" \\
  -H "Content-Type: application/json" \\
  -d '{"events":[{"event_id":"hello-${Date.parse(now)}","event_type":"session_start",
       "timestamp":"${now}","session_id":"hello",
       "user_id":"${userId.replaceAll("'", "")}","agent_id":"hello"}]}'`,
    },
    after: "The answer is 202 with accepted: 1.",
    seen: ["Exactly the event that you send; docs/sending-events.md has its fields."],
    odd: ["Sent a second time it is the same event, and counts once."],
  },
];
