import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lookUpText } from "./look-up-text.ts";

const NAME = "_fleetglass.example.com";
/** What the resolver answers for each name: DNS over HTTPS as JSON. */
const ANSWERS: Record<string, { status?: number; body: string }> = {
  [NAME]: {
    body: JSON.stringify({
      Status: 0,
      Answer: [
        { name: NAME, type: 5, TTL: 60, data: "elsewhere.example.com." },
        { name: NAME, type: 16, TTL: 60, data: '"fleetglass-verify=abc"' },
        { name: NAME, type: 16, TTL: 60, data: '"two " "strings"' },
        { name: NAME, type: 16, TTL: 60, data: '"a \\"quoted\\" word"' },
        { name: NAME, type: 16, TTL: 60, data: "bare" },
      ],
    }),
  },
  "nothing.example.com": { body: JSON.stringify({ Status: 3 }) },
  "no-text.example.com": { body: JSON.stringify({ Status: 0 }) },
  "broken.example.com": { body: JSON.stringify({ Status: 2 }) },
  "down.example.com": { status: 503, body: "no" },
  "strange.example.com": { body: JSON.stringify({ Status: 0, Answer: "none" }) },
};

let server: Server;
let resolver = "";
const asked: { name: string | null; type: string | null; accept: string | undefined }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? "/", "http://resolver");
    const [name, type] = [searchParams.get("name"), searchParams.get("type")];
    asked.push({ name, type, accept: request.headers.accept });
    const { status = 200, body } = ANSWERS[name ?? ""] ?? { status: 404, body: "" };
    response.writeHead(status, { "content-type": "application/dns-json" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  resolver = `http://127.0.0.1:${(server.address() as AddressInfo).port}/dns-query?key=kept`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe("lookUpText()", () => {
  it("asks a resolver over HTTPS for text records, and joins the strings of each", async () => {
    const texts = ["fleetglass-verify=abc", "two strings", 'a "quoted" word', "bare"];
    expect(await lookUpText(resolver, NAME)).toEqual(texts);
    expect(asked.at(-1)).toEqual({ name: NAME, type: "TXT", accept: "application/dns-json" });
  });

  it.each(["nothing.example.com", "no-text.example.com"])("finds nothing at %s", async (name) => {
    expect(await lookUpText(resolver, name)).toEqual([]);
  });

  it.each(["broken.example.com", "down.example.com", "strange.example.com"])(
    "says for %s that names cannot be looked up, not that there is none",
    async (name) => {
      await expect(lookUpText(resolver, name)).rejects.toMatchObject({
        code: "STORE_UNAVAILABLE",
        retryAfterSeconds: 30,
      });
    },
  );
});
