import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../contract/limits.ts";
import { readBody } from "./read-body.ts";

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://edge/v1/events", { method: "POST", body, headers });
const gzip = { "content-encoding": "gzip" };

describe("readBody()", () => {
  it.each([["plain", "hello", {}], ["gzipped", gzipSync("hello"), gzip]])(
    "reads a %s body",
    async (_n, body, headers) => {
      expect(new TextDecoder().decode(await readBody(post(body, headers)))).toBe("hello");
    },
  );

  it("takes a body at the limit and refuses one byte more", async () => {
    expect((await readBody(post(new Uint8Array(LIMITS.bodyBytes)))).length).toBe(LIMITS.bodyBytes);
    await expect(readBody(post(new Uint8Array(LIMITS.bodyBytes + 1)))).rejects.toMatchObject({
      code: "BODY_TOO_LARGE",
    });
  });

  it("cuts a gzip bomb off at the limit", async () => {
    const bomb = gzipSync(new Uint8Array(200 * 1024 * 1024), { level: 9 });
    expect(bomb.length).toBeLessThan(LIMITS.bodyBytes / 10);
    await expect(readBody(post(bomb, gzip))).rejects.toMatchObject({ code: "BODY_TOO_LARGE" });
  });

  it.each([
    ["is not gzip", "hello"],
    ["is cut short", gzipSync("hello hello hello").subarray(0, 20)],
  ])("refuses a gzip body that %s", async (_name, body) => {
    await expect(readBody(post(body, gzip))).rejects.toMatchObject({ code: "MALFORMED_BODY" });
  });

  it("refuses encodings it does not know", async () => {
    await expect(readBody(post("x", { "content-encoding": "br" }))).rejects.toMatchObject({
      code: "UNSUPPORTED_MEDIA_TYPE",
    });
  });
});
