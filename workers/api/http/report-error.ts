/** An error and its causes, fit for the log. */
export interface ErrorReport {
  name: string;
  message: string;
  stack?: string | undefined;
  cause?: ErrorReport | undefined;
}

const DEPTH = 4;

/** Describes anything thrown, without the values of a failed query: they hold e-mail addresses and session tokens. */
export function reportError(error: unknown, depth = DEPTH): ErrorReport | undefined {
  if (error === undefined || error === null || depth === 0) return undefined;
  if (!(error instanceof Error)) return { name: typeof error, message: describeValue(error) };
  return {
    name: error.name,
    message: withoutQueryValues(error.message),
    stack: error.stack === undefined ? undefined : withoutQueryValues(error.stack),
    cause: reportError(error.cause, depth - 1),
  };
}

/** Cuts off what drizzle appends to the query, up to the stack's first line. */
function withoutQueryValues(text: string): string {
  return text.replace(/\nparams: .*?(?=\n {4}at |$)/s, "");
}

/** Sockets fail with events, which are no errors and print as `[object ErrorEvent]`. */
function describeValue(value: unknown): string {
  if (typeof value === "object" && value !== null && "message" in value) return String(value.message);
  return typeof value === "string" ? value : JSON.stringify(value);
}
