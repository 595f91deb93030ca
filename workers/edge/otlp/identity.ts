import { UNKNOWN } from "../../../contract/stored-event.ts";
import { type Attributes, textOf } from "./records/attributes.ts";
import type { Client } from "./normalise/draft.ts";

const names = (prefixes: readonly string[], endings: readonly string[]) =>
  prefixes.flatMap((prefix) => endings.map((ending) => `${prefix}${ending}`));

/** Where programs put what they tell of themselves, by instrumentation. */
const PREFIXES = [
  "traceloop.association.properties.",
  "ai.telemetry.metadata.",
  "ai.settings.context.",
  "langfuse.",
  "metadata.",
  "langsmith.metadata.",
] as const;

const SESSION_KEYS = [
  "session.id",
  "conversation.id",
  "gen_ai.conversation.id",
  "cursor.conversation.id",
  ...names(PREFIXES, [
    "session_id",
    "sessionId",
    "session.id",
    "conversation_id",
    "conversationId",
    "thread_id",
    "threadId",
    "chat_id",
    "chatId",
  ]),
  "session_id",
  "thread_id",
] as const;

const USER_KEYS = [
  "user.email",
  "user.account_uuid",
  "user.id",
  "enduser.id",
  "user.account_id",
  "gen_ai.user.id",
  "cursor.user.email",
  "cursor.user.id",
  ...names(PREFIXES, ["user_id", "userId", "user.id", "user_email", "userEmail"]),
  "llm.user",
  "user_id",
  "installation.id",
] as const;

const TEAM_KEYS = ["team", "team.name", "team.id", "department", ...names(PREFIXES, ["team", "team_id", "teamId"])];
const AGENT_KEYS = ["gen_ai.agent.name", "gen_ai.agent.id", "agent.name", "service.name"] as const;

/** The session that attributes name, on a record itself first. */
export function sessionOf(attributes: Attributes, resource: Attributes): string | undefined {
  return textOf(attributes, ...SESSION_KEYS) ?? textOf(resource, ...SESSION_KEYS);
}

/** The user that attributes name. */
export function userOf(attributes: Attributes, resource: Attributes): string | undefined {
  return textOf(attributes, ...USER_KEYS) ?? textOf(resource, ...USER_KEYS);
}

/** The team that attributes name. */
export function teamOf(attributes: Attributes, resource: Attributes): string | undefined {
  return textOf(attributes, ...TEAM_KEYS) ?? textOf(resource, ...TEAM_KEYS);
}

/** Whose event a record is, as far as it says so; its session is filled in where something else tells it. */
export function identify(
  { attributes, resource }: { attributes: Attributes; resource: Attributes },
  client: Client | undefined,
): Record<string, string | undefined> {
  const either = (...keys: readonly string[]) => textOf(attributes, ...keys) ?? textOf(resource, ...keys);
  return {
    agent_id: client?.agentId ?? either(...AGENT_KEYS) ?? UNKNOWN,
    agent_version: either("app.version") ?? (client?.hidesVersion === true ? undefined : either("service.version")),
    session_id: sessionOf(attributes, resource) ?? UNKNOWN,
    user_id: userOf(attributes, resource) ?? UNKNOWN,
    team: teamOf(attributes, resource),
    repo: either("vcs.repository.name", "repository", "repo"),
    branch: either("vcs.ref.head.name", "git.branch", "branch"),
    environment: environment(either("deployment.environment.name", "deployment.environment", "env")),
  };
}

function environment(value: string | undefined): string | undefined {
  const long: Record<string, string> = { prod: "production", stage: "staging", dev: "development" };
  return value === undefined ? undefined : long[value] ?? value;
}
