import type { DemoOrganization, DevFacts } from "./dev-facts.ts";

/** Renders what a person needs to go on: where things are, who to sign in as, and what to paste. */
export function renderAnnouncement(facts: DevFacts, dataDir: string): string {
  const { dashboard, edge } = facts.urls;
  const [first] = facts.organizations;
  return [
    "",
    ...(dashboard === undefined ? [] : [`  Dashboard   ${dashboard}`]),
    `  API         ${edge}   (agents post here)`,
    "",
    ...facts.organizations.flatMap(renderOrganization),
    ...(first === undefined ? [] : [...renderCurl(edge, first), ...renderOtlp(edge, first)]),
    `  Logs ${dataDir}/logs · facts for scripts ${dataDir}/dev.json · stop with Ctrl-C`,
    "",
  ].join("\n");
}

function renderOrganization(organization: DemoOrganization): string[] {
  return [
    `  ${organization.name} (${organization.region})`,
    ...organization.logins.map(({ email, password, role }) => `    sign in   ${email}   ${password}   (${role})`),
    `    API key   ${organization.api_key}`,
    "",
  ];
}

function renderCurl(edge: string, organization: DemoOrganization): string[] {
  const event = {
    event_id: "hello-1",
    event_type: "llm_request",
    timestamp: "'$(date -u +%Y-%m-%dT%H:%M:%SZ)'",
    session_id: "hello",
    user_id: "me",
    agent_id: "my-agent",
    model: "claude-sonnet-4-5",
    input_tokens: 1200,
    output_tokens: 300,
  };
  return [
    "  Post an event:",
    `    curl ${edge}/v1/events -H 'Authorization: Bearer ${organization.api_key}' \\`,
    `      -H 'Content-Type: application/json' -d '{"events":[${JSON.stringify(event)}]}'`,
    "",
  ];
}

function renderOtlp(edge: string, organization: DemoOrganization): string[] {
  return [
    "  Point Claude Code at it:",
    "    export CLAUDE_CODE_ENABLE_TELEMETRY=1 OTEL_LOGS_EXPORTER=otlp OTEL_METRICS_EXPORTER=otlp OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf",
    `    export OTEL_EXPORTER_OTLP_ENDPOINT=${edge}`,
    `    export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer ${organization.api_key}"`,
    "",
  ];
}
