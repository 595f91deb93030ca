import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { LIMITS } from "../../../contract/limits.ts";
import { readBody } from "./read-body.ts";

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://edge/v1/events", { method: "POST", body, headers });
const gzip = { "content-encoding": "gzip" };

describe("readBody()", () => {
  it.each([
    ["plain", "hello", {}],
    ["plain and so called", "hello", { "content-encoding": " Identity " }],
    ["gzipped", gzipSync("hello"), gzip],
    ["x-gzipped", gzipSync("hello"), { "content-encoding": "X-GZIP" }],
  ])(
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
    const bomb = gzipSync(new Uint8Array(64 * 1024 * 1024), { level: 9 });
    expect(bomb.length).toBeLessThan(LIMITS.bodyBytes / 10);
    await expect(readBody(post(bomb, gzip))).rejects.toMatchObject({ code: "BODY_TOO_LARGE" });
  });

  it("takes a gzipped body at the limit, and refuses one byte more in whatever way it is sent", async () => {
    const [at, beyond] = [0, 1].map((more) => gzipSync(new Uint8Array(LIMITS.bodyBytes + more)));
    const stated = { ...gzip, "content-length": String(beyond?.length) };
    expect((await readBody(post(at ?? "", gzip))).length).toBe(LIMITS.bodyBytes);
    for (const headers of [gzip, stated]) {
      await expect(readBody(post(beyond ?? "", headers))).rejects.toMatchObject({ code: "BODY_TOO_LARGE" });
    }
  });

  it("reads gzip of several members, which tools append to one another, and counts all of them", async () => {
    const part = (bytes: number) => gzipSync(new Uint8Array(bytes));
    expect((await readBody(post(Buffer.concat([part(3), part(4)]), gzip))).length).toBe(7);
    const members = Buffer.concat([part(LIMITS.bodyBytes - 1), part(2)]);
    await expect(readBody(post(members, gzip))).rejects.toMatchObject({ code: "BODY_TOO_LARGE" });
  });

  it("hands over bytes of their own, which a reader may slice", async () => {
    const body = await readBody(post(gzipSync("hello"), gzip));
    expect([body.constructor, new TextDecoder().decode(body.slice(1, 3).buffer)]).toEqual([Uint8Array, "el"]);
  });

  it.each([
    ["is not gzip", "hello"],
    ["is cut short", gzipSync("hello hello hello").subarray(0, 20)],
    ["lacks its checksum", gzipSync("hello hello hello").subarray(0, -8)],
    ["goes on behind its end", Buffer.concat([gzipSync("hello"), Buffer.from("more")])],
    ["is nothing", new Uint8Array()],
  ])("refuses a gzip body that %s", async (_name, body) => {
    await expect(readBody(post(body, gzip))).rejects.toMatchObject({ code: "MALFORMED_BODY" });
  });

  it.each(["br", "deflate", "zstd", "gzip, gzip", "*"])("refuses the encoding %s", async (encoding) => {
    await expect(readBody(post("x", { "content-encoding": encoding }))).rejects.toMatchObject({
      code: "UNSUPPORTED_MEDIA_TYPE",
    });
  });
});
