import { AppError } from "../../../contract/problem.ts";

/** Lets JSON through, and bodies without a type (curl users forget it); fails with `UNSUPPORTED_MEDIA_TYPE` otherwise. */
export function requireJson(request: Request): void {
  const header = request.headers.get("content-type");
  if (header === null) return;
  const type = header.split(";", 1)[0]?.trim().toLowerCase() ?? "";
  // curl -d without -H says urlencoded, and navigator.sendBeacon with a string says text/plain.
  const accepted = ["application/json", "text/plain", "application/x-www-form-urlencoded"];
  if (accepted.includes(type) || type.endsWith("+json")) return;
  throw new AppError("UNSUPPORTED_MEDIA_TYPE", `Content-Type ${type} is not supported; send application/json.`);
}
