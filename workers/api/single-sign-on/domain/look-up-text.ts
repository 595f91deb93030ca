import { z } from "zod";
import { AppError } from "../../../../contract/problem.ts";
import { readLocalText } from "./local-records.ts";

const TIMEOUT_MS = 5_000;
const TXT = 16;
/** An answer of DNS over HTTPS as JSON. */
const DnsAnswer = z.object({
  Status: z.number(),
  Answer: z.array(z.object({ type: z.number(), data: z.string() })).default([]),
});
const NO_ERROR = 0;
const NO_SUCH_NAME = 3;

/**
 * The TXT records of a name.
 * @param resolver address of a resolver that answers DNS over HTTPS as JSON, or `local` for what a developer has noted
 */
export async function lookUpText(resolver: string, name: string): Promise<string[]> {
  if (resolver === "local") return readLocalText(name);
  const url = new URL(resolver);
  url.searchParams.set("name", name);
  url.searchParams.set("type", "TXT");
  const answer = await ask(url);
  if (answer.Status === NO_SUCH_NAME) return [];
  if (answer.Status !== NO_ERROR) {
    throw new AppError("STORE_UNAVAILABLE", `The name ${name} cannot be looked up at the moment.`, {
      retryAfterSeconds: 30,
    });
  }
  return answer.Answer.filter(({ type }) => type === TXT).map(({ data }) => joinStrings(data));
}

async function ask(url: URL): Promise<z.infer<typeof DnsAnswer>> {
  try {
    const headers = { accept: "application/dns-json" };
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    return DnsAnswer.parse(await response.json());
  } catch (cause) {
    throw new AppError("STORE_UNAVAILABLE", "Names cannot be looked up at the moment.", {
      retryAfterSeconds: 30,
      cause,
    });
  }
}

/** A record is one or more quoted strings, which belong together. */
function joinStrings(data: string): string {
  const strings = data.match(/"(?:[^"\\]|\\.)*"/g);
  return strings === null ? data : strings.map((each) => each.slice(1, -1).replaceAll(/\\(.)/g, "$1")).join("");
}
