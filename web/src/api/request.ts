import { loginPath } from "../login/next-path.ts";
import { readProblem } from "./problem.ts";

/** Asks for JSON of our own origin. A lapsed session leads to the sign-in page and back. */
export async function requestJson<T>(path: string, init: RequestInit = {}): Promise<T> {
  const headers = new Headers(init.headers);
  headers.set("accept", "application/json");
  const response = await fetch(path, { ...init, headers });
  if (response.status === 204) return undefined as T;
  if (response.ok) return await response.json() as T;
  const problem = await readProblem(response);
  // A wrong code or password is the form's to say: whoever enters one is still signed in.
  if (problem.status === 401 && problem.code !== "AUTH_INVALID") {
    location.assign(loginPath(location.pathname + location.search));
  }
  if (problem.code === "ORG_MISSING") location.assign("/new-organization");
  throw problem;
}

/** Posts a JSON body and reads the JSON answer, if there is one. */
export async function postJson<T>(path: string, body: unknown): Promise<T> {
  return await sendJson("POST", path, body);
}

/** Sends a JSON body and reads the JSON answer, if there is one. */
export async function sendJson<T>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body: unknown,
): Promise<T> {
  return await requestJson<T>(path, {
    method,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}
