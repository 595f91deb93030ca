import { AppError } from "../../../contract/problem.ts";

/** Lets JSON through, and bodies without a type (curl users forget it); fails with `UNSUPPORTED_MEDIA_TYPE` otherwise. */
export function requireJson(request: Request): void {
  const header = request.headers.get("content-type");
  if (header === null || header.trim() === "") return;
  const [type = "", ...parameters] = header.split(";").map((part) => part.trim().toLowerCase());
  // curl -d without -H says urlencoded, and navigator.sendBeacon with a string says text/plain.
  const accepted = ["application/json", "text/plain", "application/x-www-form-urlencoded"];
  if (!accepted.includes(type) && !type.endsWith("+json")) {
    throw new AppError("UNSUPPORTED_MEDIA_TYPE", `Content-Type ${type} is not supported; send application/json.`);
  }
  const charset = parameters.find((parameter) => parameter.startsWith("charset="))?.slice("charset=".length);
  if (charset === undefined || UTF8.includes(charset.replaceAll('"', ""))) return;
  throw new AppError("UNSUPPORTED_MEDIA_TYPE", `The charset ${charset} is not supported; JSON is sent as UTF-8.`);
}

/** Names of UTF-8 and of a part of it. */
const UTF8: readonly string[] = ["utf-8", "utf8", "us-ascii", "ascii"];
