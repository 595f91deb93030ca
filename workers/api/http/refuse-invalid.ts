import { AppError, type ProblemPlace } from "../../../contract/problem.ts";

interface Issue {
  code?: string | undefined;
  path: PropertyKey[];
  message: string;
  /** Of members that are not known. */
  keys?: string[];
}
type Validation = { success: true } | { success: false; target: string; error: { issues: Issue[] } };

/**
 * Turns a failed validation of a route's input into INVALID_QUERY for what stands in the address and VAL_INVALID_FORMAT for a
 * body, with a pointer to every wrong place.
 */
export function refuseInvalid(result: Validation): void {
  if (result.success) return;
  const places = result.error.issues.flatMap(placesOf);
  if (result.target === "json") {
    throw new AppError("VAL_INVALID_FORMAT", "The body has values that are not valid.", { places });
  }
  const names = [...new Set(places.map(({ pointer }) => pointer.slice(1)))].join(", ");
  throw new AppError("INVALID_QUERY", `These parameters are not valid: ${names}.`, { places });
}

function placesOf({ code, path, message, keys = [] }: Issue): ProblemPlace[] {
  if (code !== "unrecognized_keys") return [{ pointer: toPointer(path), detail: message }];
  return keys.map((key) => ({ pointer: toPointer([...path, key]), detail: "is not known here" }));
}

/** An RFC 6901 pointer; a parameter of the query string counts as a member of an object. */
function toPointer(path: PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
