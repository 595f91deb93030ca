import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { AppError, type ProblemBody } from "../../../contract/problem.ts";
import type { ApiTypes } from "../context.ts";
import { refuseUnstorable } from "./refuse-unstorable.ts";

const app = new Hono<ApiTypes>();
app.use(refuseUnstorable);
app.post("/:name", async (c) => c.json(await c.req.json()));
app.onError((error) => error instanceof AppError ? error.toResponse("req") : new Response(null, { status: 500 }));

const post = async (path: string, body: string, type = "application/json") => {
  const response = await app.request(path, { method: "POST", body, headers: { "content-type": type } });
  const { code, errors } = await response.json() as Partial<ProblemBody>;
  return [response.status, code, errors?.map(({ pointer }) => pointer)];
};

describe("refuseUnstorable()", () => {
  it("names every place of a body with a text that no database stores", async () => {
    const body = String.raw`{"name":"a\u0000","list":[{"~\/":"\ud800"},"fine \u00e9"],"\u0000":1}`;
    expect(await post("/x", body)).toEqual([422, "VAL_INVALID_FORMAT", ["/name", "/list/0/~0~1", ""]]);
  });

  it("names parameters of the address, and refuses its path", async () => {
    expect(await post("/x?a=1&b=%00", "{}")).toEqual([400, "INVALID_QUERY", ["/b"]]);
    expect(await post("/x%00", "{}")).toEqual([400, "INVALID_QUERY", undefined]);
  });

  it("lets everything else through as it came", async () => {
    expect((await post("/x?a=%F0%9F%A6%8A", String.raw`{"a":"\ud83e\udd8a \\u0000"}`))[0]).toBe(200);
    expect((await post("/x", "{}", "application/problem+json"))[0]).toBe(200);
  });
});
