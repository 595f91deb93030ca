import type { EventFields } from "./event.ts";

const LONGEST_STACK = 4_000;

/** What events say of anything that was thrown. Never throws. */
export function describeError(error: unknown, hasStack = false): EventFields {
  try {
    const { name, message, status, code, stack } = Object(error);
    const type = typeof error === "object" ? (name !== "Error" && name) || code || "Error" : typeof error;
    return {
      error_type: String(type),
      error_message: String(message ?? error),
      ...(status > 99 && status < 1_000 ? { status_code: Math.floor(status) } : undefined),
      ...(hasStack && stack ? { metadata: { stack: String(stack).slice(0, LONGEST_STACK) } } : undefined),
    };
  } catch {
    // What was thrown throws again when looked at.
    return { error_type: "Error" };
  }
}
