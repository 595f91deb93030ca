import type { AgentEvent } from "../../contract/event-fields.ts";
import type { Provider } from "./models.ts";
import type { Random } from "./prng.ts";
import type { ToolKind } from "./tools.ts";

/** What an event says about a failure. */
export type Failure = Pick<AgentEvent, "error_type" | "error_message" | "status_code">;

/** A request that a provider refuses, and how long the refusal takes. */
export interface Refusal extends Failure {
  durationMs: number;
}

/** How a provider refuses: when it has too much to do, or just so. */
export function refuseRequest(random: Random, provider: Provider, modelId: string, isIncident: boolean): Refusal {
  if (!isIncident && random.chance(0.3)) {
    const seconds = random.pick([30, 60, 120]);
    return {
      error_type: "timeout",
      error_message: `Request timed out after ${seconds} s`,
      durationMs: seconds * 1_000,
    };
  }
  switch (provider) {
    case "anthropic":
      return random.chance(0.75)
        ? {
          error_type: "overloaded_error",
          error_message: "Overloaded",
          status_code: 529,
          durationMs: latency(random, 1_400),
        }
        : rateLimit(random, "This request would exceed your organization's rate limit of input tokens per minute");
    case "openai":
      return rateLimit(random, `Rate limit reached for ${modelId} on tokens per min (TPM)`);
    case "google":
      return { ...rateLimit(random, `Resource has been exhausted: ${modelId}`), error_type: "RESOURCE_EXHAUSTED" };
  }
}

function rateLimit(random: Random, message: string): Refusal {
  return {
    error_type: "rate_limit_exceeded",
    error_message: message,
    status_code: 429,
    durationMs: latency(random, 180),
  };
}

function latency(random: Random, medianMs: number): number {
  return random.logNormal(medianMs, 0.3);
}

const TOOL_FAILURES: Record<ToolKind, readonly [Failure, ...Failure[]]> = {
  shell: [
    { error_type: "exit_1", error_message: "Command failed with exit code 1: npm test" },
    { error_type: "exit_1", error_message: "Command failed with exit code 1: 2 tests failed" },
    { error_type: "exit_2", error_message: "Command failed with exit code 2: tsc --noEmit" },
    { error_type: "exit_127", error_message: "command not found: pnpm" },
    { error_type: "timeout", error_message: "Command timed out after 120 s" },
  ],
  edit: [
    { error_type: "no_match", error_message: "String to replace was not found in the file" },
    { error_type: "stale_read", error_message: "File has been modified since it was read" },
  ],
  read: [{ error_type: "not_found", error_message: "File does not exist" }],
  search: [{ error_type: "bad_pattern", error_message: "Regular expression does not parse" }],
  web: [
    { error_type: "http_403", error_message: "Fetch refused: 403 Forbidden", status_code: 403 },
    { error_type: "http_404", error_message: "Fetch refused: 404 Not Found", status_code: 404 },
  ],
  subagent: [{ error_type: "subagent_failed", error_message: "Subagent ended without an answer" }],
  service: [
    { error_type: "mcp_closed", error_message: 'Server "jira" closed the connection' },
    { error_type: "http_502", error_message: "Upstream answered 502 Bad Gateway", status_code: 502 },
  ],
};

export function failTool(random: Random, kind: ToolKind): Failure {
  return random.pick(TOOL_FAILURES[kind]);
}

const TASK_FAILURES: readonly [Failure, ...Failure[]] = [
  { error_type: "tests_still_failing", error_message: "Stopped after 5 attempts with failing tests" },
  { error_type: "max_turns", error_message: "Reached the limit of turns" },
  { error_type: "context_length_exceeded", error_message: "Input of 208,311 tokens is over the limit" },
  { error_type: "user_abort", error_message: "Stopped by the user" },
];

export function failTask(random: Random): Failure {
  return random.pick(TASK_FAILURES);
}

/** What a security policy can complain about. */
export type Alarm = Pick<AgentEvent, "error_type" | "error_message" | "severity">;

const ALARMS: readonly [Alarm, ...Alarm[]] = [
  { severity: "medium", error_type: "network_denied", error_message: "Outbound connection from a tool was blocked" },
  {
    severity: "high",
    error_type: "secret_in_output",
    error_message: "A tool's output holds what looks like an AWS access key",
  },
  {
    severity: "high",
    error_type: "path_outside_workspace",
    error_message: "A tool tried to write outside the workspace",
  },
  {
    severity: "low",
    error_type: "permission_bypass",
    error_message: "Approval prompts were switched off for the session",
  },
];

export function raiseAlarm(random: Random): Alarm {
  return random.pick(ALARMS);
}
