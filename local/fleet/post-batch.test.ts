import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { postBatch } from "./post-batch.ts";
import type { FleetEvent } from "./session-log.ts";

const event: FleetEvent = {
  event_id: "1",
  event_type: "user_prompt",
  timestamp: 0,
  session_id: "s",
  user_id: "u",
  agent_id: "a",
};
const never = new AbortController().signal;
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

interface Seen {
  key: string | undefined;
  headers: IncomingMessage["headers"];
  body: unknown;
}

/** An edge that gives the answers one after the other, the last one again and again. */
async function serve(answers: ((response: ServerResponse) => void)[]): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request, response) => {
    const parts: Uint8Array[] = [];
    request.on("data", (part: Uint8Array) => parts.push(part)).on("end", () => {
      const answer = answers[Math.min(seen.length, answers.length - 1)];
      const { headers } = request;
      const body: unknown = JSON.parse(gunzipSync(Buffer.concat(parts)).toString());
      seen.push({ key: headers["idempotency-key"] as string | undefined, headers, body });
      answer?.(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) => (response: ServerResponse) =>
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
const taken = answer(202, { accepted: 1, rejected: 0, duplicates: 0, batch_id: "bat_1", errors: [] });

describe("postBatch()", () => {
  it("posts gzipped events under the key and an idempotency key", async () => {
    const { url, seen } = await serve([taken]);
    const posted = await postBatch({ url, apiKey: "fg_eu_x" }, [event], never);
    expect(posted).toEqual({ outcome: "taken", accepted: 1, rejected: 0, retries: 0 });
    expect(seen[0]?.body).toEqual({ events: [event] });
    expect(seen[0]?.headers).toMatchObject({ authorization: "Bearer fg_eu_x", "content-encoding": "gzip" });
    expect(seen[0]?.headers["user-agent"]).toMatch(/^fleetglass-fleet\//);
  });

  it("tries again under the same idempotency key while the edge is busy or the connection breaks", async () => {
    const { url, seen } = await serve([
      answer(503, {}, { "retry-after": "0" }),
      (response) => response.destroy(),
      answer(429, {}, { "retry-after": "0" }),
      taken,
    ]);
    const posted = await postBatch({ url, apiKey: "k" }, [event], never);
    expect(posted).toMatchObject({ outcome: "taken", accepted: 1 });
    expect(seen).toHaveLength(4);
    expect(new Set(seen.map(({ key }) => key)).size).toBe(1);
    expect(seen[0]?.key).toBeTruthy();
  });

  it("waits as long as the edge asks for", async () => {
    const { url } = await serve([answer(429, {}, { "retry-after": "1" }), taken]);
    const begun = performance.now();
    await postBatch({ url, apiKey: "k" }, [event], never);
    expect(performance.now() - begun).toBeGreaterThanOrEqual(990);
  });

  it("does not insist when it is refused", async () => {
    const { url, seen } = await serve([answer(401, { title: "Unknown key" })]);
    const posted = await postBatch({ url, apiKey: "k" }, [event], never);
    expect(posted).toEqual({ outcome: "refused", status: 401, detail: "HTTP 401 Unknown key", retries: 0 });
    expect(seen).toHaveLength(1);
  });

  it("gives up when told to stop", async () => {
    const { url, seen } = await serve([answer(503, {}, { "retry-after": "60" })]);
    const stop = new AbortController();
    const posting = postBatch({ url, apiKey: "k" }, [event], stop.signal);
    while (seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    expect(await posting).toMatchObject({ outcome: "lost" });
  });
});
