import { describe, expect, it } from "vitest";
import { admitOperator } from "./require-operator.ts";

const TOKEN = "0123456789abcdef01234567";
const enter = (headers: Record<string, string>, token: string | undefined = TOKEN) => () =>
  admitOperator(new Headers(headers), token, "/v1/operator/replay");
const right = { authorization: `Bearer ${TOKEN}` };

describe("the operators' door", () => {
  it("opens for the token alone", () => {
    expect(enter(right)).not.toThrow();
    expect(enter({ authorization: "Bearer 0123456789abcdef01234568" })).toThrow(
      expect.objectContaining({ code: "AUTH_INVALID" }),
    );
    expect(enter({ authorization: "Bearer short" })).toThrow(expect.objectContaining({ code: "AUTH_INVALID" }));
    expect(enter({})).toThrow(expect.objectContaining({ code: "AUTH_MISSING" }));
  });

  it("is not there for browsers, nor where no token is set", () => {
    const nothing = expect.objectContaining({ code: "NOT_FOUND" });
    expect(enter({ ...right, origin: "http://localhost:4321" })).toThrow(nothing);
    expect(enter({ ...right, "sec-fetch-site": "same-origin" })).toThrow(nothing);
    expect(() => admitOperator(new Headers(right), undefined, "/v1/operator/replay")).toThrow(nothing);
  });
});
