import { textOf } from "../records/attributes.ts";
import type { LogRecord } from "../records/log-record.ts";

/** The text of a record's body; empty where it is structured. */
export function bodyText({ body }: LogRecord): string {
  return typeof body === "string" ? body : "";
}

/** Names of events look like `agent.task_done`. */
const NAME = /^[a-z][\w-]*([.:][\w-]+)*$/i;
/** Clients that put an event's name into the body. */
const NAMED_BY_BODY = /^(claude_code\.|api_|skill_|hook_|plugin_|cloud_agent_|grok_bot_|conversation_|cursor\.)/;

/** The name of an event: many clients put it into an attribute, some into the body, and the rest where it belongs. */
export function eventName(record: LogRecord): string {
  const attribute = textOf(record.attributes, "event.name");
  if (attribute !== undefined) return attribute;
  if (record.eventName !== "") return record.eventName;
  const body = bodyText(record);
  return NAMED_BY_BODY.test(body) && NAME.test(body) ? body : "";
}
