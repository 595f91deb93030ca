import { describe, expect, it } from "vitest";
import { judgeAnswer } from "./judge-answer.ts";

const judge = (status: number, body: unknown = {}, contentType = "application/json", retryAfter?: string) =>
  judgeAnswer(
    {
      status,
      contentType,
      body: typeof body === "string" ? body : JSON.stringify(body),
      retryAfter: retryAfter ?? null,
    },
    10,
    Date.now(),
  );

describe("judgeAnswer()", () => {
  it.each([
    ["a receipt", { accepted: 10, rejected: 0 }],
    ["half a receipt", '{"accepted":'],
    ["nothing", ""],
    ["null", "null"],
    ["a number", "7"],
  ])("takes a success with %s for the acknowledgement", (_name, body) => {
    expect(judge(202, body)).toEqual({ kind: "taken", refused: {} });
  });

  it("does not take a network's sign-in page for one", () => {
    expect(judge(200, "<html>", "text/html; charset=utf-8").kind).toBe("retry");
  });

  it("counts what a receipt refuses by the first thing wrong with each event", () => {
    const errors = [
      { index: 0, code: "TOO_LONG" },
      { index: 0, code: "REQUIRED" },
      { index: 4, code: "TOO_LONG" },
      { index: 5, code: "INVALID_TYPE" },
      null,
    ];
    expect(judge(202, { rejected: 5, errors })).toEqual({
      kind: "taken",
      refused: { TOO_LONG: 2, INVALID_TYPE: 1, rejected: 2 },
    });
  });

  it("counts what a problem refuses, by the code that each detail begins with", () => {
    const errors = [
      { pointer: "/events/0/model", detail: "TOO_LONG: model is longer than 128 characters." },
      { pointer: "/events/1", detail: "TOO_LARGE: The event is larger." },
    ];
    expect(judge(422, { code: "VAL_INVALID_FORMAT", errors })).toEqual({
      kind: "refused",
      refused: { TOO_LONG: 1, TOO_LARGE: 1, http_422: 8 },
    });
  });

  it.each([408, 425, 429, 500, 502, 503, 504, 599, 302, 307, 0])("has %i sent again", (status) => {
    expect(judge(status, {}, "text/plain", "3")).toEqual({ kind: "retry", afterMs: 3_000 });
  });

  it.each([[413, "split"], [401, "unauthorized"], [403, "unauthorized"]])("takes %i for %s", (status, kind) => {
    expect(judge(status).kind).toBe(kind);
  });

  it.each([400, 404, 405, 415])("gives up on %i", (status) => {
    expect(judge(status)).toEqual({ kind: "refused", refused: { [`http_${status}`]: 10 } });
  });
});
