import { reportError, withoutSecrets } from "../../../contract/report-error.ts";

/** Writes what the sign-in library has to say as one structured line. It names no request; the answer's line does. */
export function logLibrary(level: string, message: string, ...details: unknown[]): void {
  console.error(JSON.stringify({
    level,
    source: "better-auth",
    message: withoutSecrets(message),
    cause: reportError(details.find((detail) => detail instanceof Error)),
  }));
}
