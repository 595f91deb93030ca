import type { DevFacts } from "../../local/dev-facts.ts";
import { originOf } from "./tenant.ts";

/** What a route answered. `body` is `undefined` where there is none. */
export interface Asked {
  status: number;
  headers: Headers;
  // What a route answers is what tests are about.
  // oxlint-disable-next-line typescript/no-explicit-any
  body: any;
  /** The cookies that it set, as a `cookie` header. */
  cookies: string;
}

/** Asks a route as the dashboard would, with a session and a JSON body. */
export async function ask(
  facts: DevFacts,
  method: string,
  path: string,
  { cookie = "", body, headers = {} }: { cookie?: string; body?: unknown; headers?: Record<string, string> } = {},
): Promise<Asked> {
  const response = await fetch(`${facts.urls.edge}${path}`, {
    method,
    redirect: "manual",
    headers: { cookie, origin: originOf(facts), "content-type": "application/json", ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = text !== "" && response.headers.get("content-type")?.includes("json") === true;
  const cookies = response.headers.getSetCookie().map((line) => line.split(";", 1)[0]).join("; ");
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text, cookies };
}

/** The link in the newest message with a subject to somebody, without its origin. */
export async function readMailedLink(facts: DevFacts, email: string, subject: RegExp): Promise<string | undefined> {
  const { body } = await ask(facts, "GET", `/v1/dev/outbox?to=${encodeURIComponent(email)}`);
  const { data } = body as { data: { subject: string; text: string }[] };
  const text = data.find((mail) => subject.test(mail.subject))?.text ?? "";
  return /https?:\/\/\S+/.exec(text)?.[0].replace(/^https?:\/\/[^/]+/, "");
}
