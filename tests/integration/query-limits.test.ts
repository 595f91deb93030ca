import { describe, expect, inject, it } from "vitest";
import { createEventReader } from "../../stores/clickhouse/event-reader.ts";
import { type EventScope, tenantQuery } from "../../stores/clickhouse/tenant-query.ts";
import { askClickHouse, until } from "../helpers/stack-client.ts";

const facts = inject("stack");
const access = (region: "us" | "eu") => ({
  url: facts.urls.clickhouse,
  database: facts.clickhouse.databases[region],
  user: facts.clickhouse.read[region].username,
  password: facts.clickhouse.read[region].password,
});
const reader = createEventReader({ us: access("us"), eu: access("eu") });
const scope: EventScope = {
  tenant: { orgId: `limits_${crypto.randomUUID()}`, region: "us", sees: "everything" },
  range: { from: 0, to: 1 },
  filters: [],
};

/** Asks a question of our own making; in the text `0 = ${nothing}` holds. */
function ask(write: (nothing: string) => string, signal = new AbortController().signal): Promise<unknown> {
  return reader.rows(tenantQuery(scope, (events) => write(`(SELECT count() FROM ${events})`)), signal);
}

describe("a question to the event store", () => {
  it.each([
    ["reads too many rows", (none: string) => `SELECT count() FROM numbers(2000000000) WHERE number % 7 = ${none}`],
    [
      "takes too much memory",
      (none: string) =>
        `SELECT length(groupArray(number)) FROM numbers(9000000) WHERE 0 = ${none} SETTINGS max_memory_usage = 8000000`,
    ],
    [
      "takes too long",
      (none: string) =>
        `SELECT sum(sleepEachRow(0.1)) FROM numbers(60) WHERE 0 = ${none} SETTINGS max_block_size = 1, max_execution_time = 1`,
    ],
    [
      "answers too many rows",
      (none: string) => `SELECT number FROM numbers(12) WHERE 0 = ${none} SETTINGS max_result_rows = 10`,
    ],
  ])("that %s is refused as too wide, and says what to change", async (_, write) => {
    await expect(ask(write)).rejects.toMatchObject({ code: "QUERY_TOO_WIDE", places: [{ pointer: "/period" }] });
  });

  it.each([
    ["take longer", "max_execution_time = 1000"],
    ["take any memory", "max_memory_usage = 0"],
    ["read any number of rows", "max_rows_to_read = 0"],
    ["hear of another header", "allow_get_client_http_header = 0"],
  ])("cannot ask to %s than readers may", async (_, setting) => {
    await expect(ask((none) => `SELECT 1 WHERE 0 = ${none} SETTINGS ${setting}`)).rejects.toMatchObject({
      code: "452",
    });
  });

  it("cannot write", async () => {
    await expect(ask((none) => `INSERT INTO events (org_id) SELECT toString(${none})`)).rejects.toMatchObject({
      code: "497",
    });
    await expect(ask((none) => `CREATE TABLE t ENGINE = Memory AS SELECT ${none}`)).rejects.toMatchObject({
      code: "497",
    });
  });

  it("ends in the store when whoever asked it goes away", async () => {
    const marker = `left_${crypto.randomUUID().replaceAll("-", "")}`;
    const running = async () => {
      const sql =
        "SELECT count() AS count FROM system.processes WHERE user LIKE '%read%' AND position(query, {marker:String}) > 0";
      return (await askClickHouse<{ count: number }>(facts, "us", sql, { marker }))[0]?.count ?? 0;
    };
    const leaver = new AbortController();
    const began = performance.now();
    const question = ask(
      (none) =>
        `SELECT sum(sleepEachRow(0.1)) AS ${marker} FROM numbers(160) WHERE 0 = ${none} SETTINGS max_block_size = 1`,
      leaver.signal,
    );
    const outcome = question.then(() => "answered", () => "given up");
    await until(running, (count) => count === 1);
    leaver.abort();
    expect(await outcome).toBe("given up");
    await until(running, (count) => count === 0, 6_000);
    // It would have gone on for sixteen seconds.
    expect(performance.now() - began).toBeLessThan(14_000);
  }, 40_000);
});
