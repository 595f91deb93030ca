import { createHash } from "node:crypto";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";

const VARIABLE_PARTS =
  /0x[0-9a-f]+|[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{12,}\b|"[^"]*"|'[^']*'|(?:\/[\w.@-]+){2,}|\d+/gi;

const MAX_KNOWN = 1_000;
const MAX_SPOKEN_LENGTH = 500;
/** Names by what was said word for word, and by what is left of that. */
const spoken = new Map<string, string>();
const known = new Map<string, string>();

/**
 * A name for "the same error again": the agent, the error's type, and its message with ids, numbers, paths and quoted values
 * taken out. 16 hex digits. Errors come again and again, so an isolate remembers the names of the latest.
 */
export function fingerprint(event: AcceptedEvent): string {
  const parts = [event.agent_id, event.error_type ?? "", event.tool_name ?? "", String(event.status_code ?? "")];
  const about = parts.join("\u0000");
  const message = event.error_message ?? "";
  const nameIt = () => remembered(known, `${about}\u0000${message.replace(VARIABLE_PARTS, "#").slice(0, 200)}`, hash);
  return message.length > MAX_SPOKEN_LENGTH ? nameIt() : remembered(spoken, `${about}\u0000${message}`, nameIt);
}

function remembered(names: Map<string, string>, said: string, nameIt: (said: string) => string): string {
  const present = names.get(said);
  if (present !== undefined) return present;
  const name = nameIt(said);
  if (names.size >= MAX_KNOWN) names.clear();
  names.set(said, name);
  return name;
}

function hash(said: string): string {
  // A part of the digest as text would be a view of a longer string, at which V8 leaves its fast way of writing JSON.
  return createHash("sha256").update(said).digest().subarray(0, 8).toString("hex");
}
