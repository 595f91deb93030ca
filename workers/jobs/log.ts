/** Writes one structured line. Rows, credentials and what a filter says never stand in it. */
export function log(level: "info" | "warn" | "error", message: string, fields: Record<string, unknown>): void {
  console[level](JSON.stringify({ level, message, ...fields }));
}
