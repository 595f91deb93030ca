import { Hono } from "hono";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ApiTypes, Member, RequestContext } from "../context.ts";
import type { QueryTiming } from "./query-timings.ts";
import { tellTimings } from "./tell-timings.ts";

/** An app with one route that took some questions to answer. */
function appWith(timings: QueryTiming[]) {
  const app = new Hono<ApiTypes>();
  app.use("*", async (c, next) => {
    c.set("request", { requestId: "req_1", timings, config: { slowQueryMs: 2_000 } } as RequestContext);
    c.set("member", { organization: { id: "org_1" } } as Member);
    await next();
  });
  app.use("*", tellTimings);
  return app.get("/v1/sessions/:id", (c) => c.json({}));
}

const SLOW = {
  text: "SELECT  count()\nFROM events WHERE user_id = {user:String}",
  durationMs: 2_500.4,
  rowsRead: 70_000,
};

describe("tellTimings", () => {
  afterEach(() => vi.restoreAllMocks());

  it("logs a question that took longer than allowed, with who asked and what it read, and nothing of what was looked for", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    await appWith([SLOW, { text: "SELECT 1", durationMs: 12 }]).request("/v1/sessions/ses-secret?user=ana@example.com");
    expect(warn).toHaveBeenCalledOnce();
    const line = String(warn.mock.calls[0]?.[0]);
    expect(JSON.parse(line)).toMatchObject({
      request_id: "req_1",
      org_id: "org_1",
      route: "/v1/sessions/:id",
      duration_ms: 2_500,
      rows_read: 70_000,
      query: "SELECT count() FROM events WHERE user_id = {user:String}",
    });
    expect(line).not.toMatch(/ana@|ses-secret/);
  });

  it("names the tables that a question reads, and leaves out the numbers of computations", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    const versions = Array.from({ length: 700 }, (_, hour) => 7_353_453_949_640_000 + hour).join(", ");
    const text = `SELECT sum(events) FROM (SELECT * FROM types_hourly WHERE version = transform(start, [${versions}]))
UNION ALL SELECT count() FROM (SELECT * FROM events FINAL)`;
    await appWith([{ ...SLOW, text }]).request("/v1/sessions/s");
    const line = JSON.parse(String(warn.mock.calls[0]?.[0])) as Record<string, unknown>;
    expect(line["tables"]).toEqual(["types_hourly", "events"]);
    expect(line["query"]).toMatch(/transform\(start, \[…\]\)\) UNION ALL SELECT count\(\)/);
  });

  it("says how long the store and all of the answer took", async () => {
    const answer = await appWith([{ text: "SELECT 1", durationMs: 12 }, { text: "SELECT 2", durationMs: 30 }]).request(
      "/v1/sessions/s",
    );
    expect(answer.headers.get("server-timing")).toMatch(
      /^store;dur=30\.0;desc="2 queries, the longest", total;dur=[\d.]+$/,
    );
    const without = await appWith([]).request("/v1/sessions/s");
    expect(without.headers.get("server-timing")).toMatch(/^total;dur=[\d.]+$/);
  });
});
