/** A client that can send telemetry, and what has to be pasted where. */
export interface Snippet {
  id: "claude-code" | "codex-cli" | "gemini-cli" | "curl";
  name: string;
  /** Agent id of the tile; `null` for what is no agent. */
  agentId: string | null;
  /** Where it goes: a shell, or a file. */
  target: string;
  text: string;
  after: string;
}

interface SnippetFacts {
  /** Base URL for agents' posts, without a slash at the end. */
  ingestUrl: string;
  key: string;
  /** ISO 8601, for the event that curl sends. */
  now: string;
  userId: string;
}

/** Set-ups with endpoint and key filled in. OTLP goes as JSON, the encoding that each of these clients can send. */
export function snippetsFor({ ingestUrl, key, now, userId }: SnippetFacts): Snippet[] {
  const otlp = `${ingestUrl}/v1/otlp`;
  return [
    {
      id: "claude-code",
      name: "Claude Code",
      agentId: "claude-code",
      target: "Shell",
      // Header values in this variable are percent-decoded: a space has to be written as %20.
      text: `# add to your shell profile, or to managed settings for the whole team
export CLAUDE_CODE_ENABLE_TELEMETRY=1
export OTEL_LOGS_EXPORTER=otlp
export OTEL_EXPORTER_OTLP_PROTOCOL=http/json
export OTEL_EXPORTER_OTLP_ENDPOINT=${otlp}
export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer%20${key}"`,
      after: "Open a new terminal and send any prompt.",
    },
    {
      id: "codex-cli",
      name: "Codex CLI",
      agentId: "codex-cli",
      target: "~/.codex/config.toml",
      text: `[otel]
environment = "production"
log_user_prompt = false

[otel.exporter.otlp-http]
endpoint = "${otlp}/v1/logs"
protocol = "json"
headers = { "x-api-key" = "${key}" }`,
      after: "Start Codex again and send any prompt.",
    },
    {
      id: "gemini-cli",
      name: "Gemini CLI",
      agentId: "gemini-cli",
      target: "Shell",
      text: `# settings.json of Gemini CLI has the same switches; the key has to be in the environment
export GEMINI_TELEMETRY_ENABLED=true
export GEMINI_TELEMETRY_TARGET=local
export GEMINI_TELEMETRY_OTLP_PROTOCOL=http
export GEMINI_TELEMETRY_OTLP_ENDPOINT=${ingestUrl}
export GEMINI_TELEMETRY_LOG_PROMPTS=false
export OTEL_EXPORTER_OTLP_HEADERS="x-api-key=${key}"`,
      after: "Open a new terminal and send any prompt.",
    },
    {
      id: "curl",
      name: "curl",
      agentId: null,
      target: "Shell",
      text: `curl ${ingestUrl}/v1/events \\
  -H "Authorization: Bearer ${key}" \\
  -H "Content-Type: application/json" \\
  -d '{"events":[{"event_id":"hello-${Date.parse(now)}","event_type":"session_start",
       "timestamp":"${now}","session_id":"hello",
       "user_id":"${userId.replaceAll("'", "")}","agent_id":"hello"}]}'`,
      after: "The answer is 202 with accepted: 1.",
    },
  ];
}
