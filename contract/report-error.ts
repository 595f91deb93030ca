/** An error and its causes, fit for the log. */
export interface ErrorReport {
  name: string;
  message: string;
  stack?: string | undefined;
  cause?: ErrorReport | undefined;
}

const DEPTH = 4;

/**
 * Describes anything thrown, `depth` causes deep, without API keys, e-mail addresses and the values of a failed query, which
 * hold session tokens among others.
 */
export function reportError(error: unknown, depth = DEPTH): ErrorReport | undefined {
  if (error === undefined || error === null || depth === 0) return undefined;
  if (!(error instanceof Error)) return { name: typeof error, message: describeValue(error) };
  return {
    name: error.name,
    message: withoutSecrets(error.message),
    stack: error.stack === undefined ? undefined : withoutSecrets(error.stack),
    cause: reportError(error.cause, depth - 1),
  };
}

const API_KEY = /\bfg_[a-z]+_[A-Za-z0-9]{8,}/g;
const E_MAIL = /[^\s@"'<>(),=]+@[^\s@"'<>(),=]+\.[a-z]{2,}/gi;

/** A text without API keys, e-mail addresses, and the values that drizzle appends to a query up to the stack's first line. */
export function withoutSecrets(text: string): string {
  return text.replace(/\nparams: .*?(?=\n {4}at |$)/s, "").replace(API_KEY, "[API key]").replace(E_MAIL, "[e-mail]");
}

/** Sockets fail with events, which are no errors and print as `[object ErrorEvent]`. */
function describeValue(value: unknown): string {
  if (typeof value === "object" && value !== null && "message" in value) return withoutSecrets(String(value.message));
  return withoutSecrets(typeof value === "string" ? value : JSON.stringify(value));
}
