import { reportError } from "../../../contract/report-error.ts";

/** Writes one structured line about an error outside of any request of a person. `action` says what failed. */
export function logError(action: string, error: unknown): void {
  console.error(JSON.stringify({ level: "error", message: action, cause: reportError(error) }));
}
