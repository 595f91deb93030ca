import { AppError } from "../../../contract/problem.ts";

interface Issue {
  path: PropertyKey[];
  message: string;
}
type Validation = { success: true } | { success: false; error: { issues: Issue[] } };

/** Turns a failed validation of a route's input into VAL_INVALID_FORMAT, with a pointer to every wrong place. */
export function refuseInvalid(result: Validation): void {
  if (result.success) return;
  const places = result.error.issues.map(({ path, message }) => ({ pointer: toPointer(path), detail: message }));
  throw new AppError("VAL_INVALID_FORMAT", "The request has values that are not valid.", { places });
}

/** An RFC 6901 pointer; a parameter of the query string counts as a member of an object. */
function toPointer(path: PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
