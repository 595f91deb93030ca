import { createHash } from "node:crypto";
import type { AcceptedEvent } from "../../../contract/stored-event.ts";

const VARIABLE_PARTS =
  /0x[0-9a-f]+|[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{12,}\b|"[^"]*"|'[^']*'|(?:\/[\w.@-]+){2,}|\d+/gi;

/**
 * A name for "the same error again": the agent, the error's type, and its message with ids, numbers, paths and quoted values
 * taken out. 16 hex digits.
 */
export function fingerprint(event: AcceptedEvent): string {
  const shape = (event.error_message ?? "").replace(VARIABLE_PARTS, "#").slice(0, 200);
  const parts = [event.agent_id, event.error_type ?? "", event.tool_name ?? "", String(event.status_code ?? ""), shape];
  return createHash("sha256").update(parts.join("\u0000")).digest("hex").slice(0, 16);
}
