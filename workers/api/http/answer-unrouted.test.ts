import { describe, expect, it } from "vitest";
import { AppError } from "../../../contract/problem.ts";
import type { ApiContext } from "../context.ts";
import { answerUnrouted, methodsOf } from "./answer-unrouted.ts";

const routes = [
  { method: "ALL", path: "/v1/*" },
  { method: "GET", path: "/v1/keys" },
  { method: "POST", path: "/v1/keys" },
  { method: "DELETE", path: "/v1/keys/:id" },
];

describe("methodsOf()", () => {
  it("lists the methods that a path takes", () => {
    expect(methodsOf(routes, "/v1/keys")).toEqual(["GET", "POST"]);
  });

  it("matches parameters to one step of the path", () => {
    expect(methodsOf(routes, "/v1/keys/key_1")).toEqual(["DELETE"]);
    expect(methodsOf(routes, "/v1/keys/key_1/more")).toEqual([]);
    expect(methodsOf(routes, "/v1/keys/")).toEqual([]);
  });

  it("does not count middleware", () => {
    expect(methodsOf(routes, "/v1/nothing")).toEqual([]);
  });
});

describe("answerUnrouted()", () => {
  it("says that what is read by GET is asked for by HEAD as well", () => {
    const answer = answerUnrouted(() => routes);
    const ask = () => answer({ req: { method: "OPTIONS", path: "/v1/keys" } } as ApiContext);
    expect(ask).toThrow(AppError);
    expect(ask).toThrow(expect.objectContaining({ headers: { allow: "GET, HEAD, POST" } }));
  });
});
