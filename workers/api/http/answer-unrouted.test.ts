import { describe, expect, it } from "vitest";
import { methodsOf } from "./answer-unrouted.ts";

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
