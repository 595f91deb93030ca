import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { AppError, PROBLEMS, toAppError } from "./problem.ts";

const PAGES = "docs/errors";

describe("PROBLEMS", () => {
  it("has a page for every code, and no page for another", () => {
    const pages = readdirSync(PAGES).map((file) => file.replace(".md", ""));
    expect(pages.sort()).toEqual(Object.keys(PROBLEMS).sort());
  });

  it.each(Object.entries(PROBLEMS))("%s's page says its status", (code, { status }) => {
    const page = readFileSync(`${PAGES}/${code}.md`, "utf8");
    expect(page).toMatch(new RegExp(`^# ${code}\\n\\n(Status ${status}|Code of a single event)`));
  });
});

describe("AppError", () => {
  it("answers as problem+json with the request id, places and Retry-After", async () => {
    const error = new AppError("RATE_LIMITED", "Slow down.", {
      retryAfterSeconds: 3,
      places: [{ pointer: "/events", detail: "too many" }],
    });
    const response = error.toResponse("req_1");
    expect([response.status, response.headers.get("retry-after")]).toEqual([429, "3"]);
    expect(await response.json()).toEqual({
      type: "https://docs.fleetglass.dev/errors/RATE_LIMITED",
      title: PROBLEMS.RATE_LIMITED.title,
      status: 429,
      detail: "Slow down.",
      instance: "req_1",
      code: "RATE_LIMITED",
      errors: [{ pointer: "/events", detail: "too many" }],
    });
  });
});

describe("toAppError()", () => {
  it("says nothing of an unknown error but keeps it as the cause", () => {
    const cause = new Error("password=hunter2");
    const error = toAppError(cause);
    expect(JSON.stringify(error.toBody("req_1"))).not.toContain("hunter2");
    expect(error.cause).toBe(cause);
  });
});
