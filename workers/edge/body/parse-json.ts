import { AppError } from "../../../contract/problem.ts";

/** Parses a JSON body; fails with `MALFORMED_JSON` on anything else, invalid UTF-8 included. */
export function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch (error) {
    throw new AppError("MALFORMED_JSON", describe(error), { cause: error });
  }
}

function describe(error: unknown): string {
  if (!(error instanceof SyntaxError)) return "The body is not valid UTF-8.";
  // The engine's message may quote the body, which can hold secrets; only the position is passed on.
  const position = /position (\d+)/.exec(error.message)?.[1];
  return position === undefined ? "The body is not valid JSON." : `The body is not valid JSON at position ${position}.`;
}
