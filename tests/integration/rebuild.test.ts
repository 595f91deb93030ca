import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, inject, it } from "vitest";
import type { Region } from "../../contract/tenant.ts";
import { openJobsClient } from "../../scripts/job/jobs-client.ts";
import { startAndWait } from "../../scripts/job/start-and-wait.ts";
import { chooseOperator } from "../../scripts/replay/choose-operator.ts";
import { filesWith } from "../helpers/find-text.ts";
import { anEvent, askClickHouse, postEvents, until } from "../helpers/stack-client.ts";
import { newTenant, type TestTenant } from "../helpers/tenant.ts";
import { STACK_VARIABLE } from "../helpers/test-stack.ts";

const facts = inject("stack");

const TOTALS = `SELECT count() AS events, toString(sum(cost_usd)) AS cost, sum(input_tokens) AS input,
  toString(groupBitXor(cityHash64(toString(tuple(*))))) AS content FROM events FINAL WHERE org_id = {org:String}`;

interface Totals {
  events: number;
  cost: string;
  input: number;
  /** Of every column of every row. */
  content: string;
}

async function totalsOf({ orgId, region }: TestTenant): Promise<Totals> {
  const [totals] = await askClickHouse<Totals>(facts, region, TOTALS, { org: orgId });
  if (totals === undefined) throw new Error("an aggregate has one row");
  return totals;
}

/** Runs the operators' command as they do. */
async function replayRaw(from: Date): Promise<{ objects: number; chunks: number; refused: number }> {
  const where = ["--edge", facts.urls.edge, "--token", facts.operator_token ?? ""];
  const command = ["run", "-A", "scripts/replay.ts", "--raw", "--from", from.toISOString()];
  const { stdout } = await promisify(execFile)(process.execPath, command.concat(where));
  return JSON.parse(stdout) as { objects: number; chunks: number; refused: number };
}

describe("a ClickHouse that lost everything", () => {
  it("is rebuilt from the raw log, in every column, and a second replay changes nothing", async () => {
    const started = new Date();
    const tenants = [await newTenant(facts, "us"), await newTenant(facts, "eu")];
    const before: Totals[] = [];
    for (const tenant of tenants) {
      const events = Array.from(
        { length: 400 },
        (_, i) => anEvent({ cost_usd: i / 1_000, input_tokens: i, error_message: `row ${i}`, metadata: { i } }),
      );
      // Some come again, in another company.
      for (const batch of [events.slice(0, 250), events.slice(150, 400), events.slice(0, 10)]) {
        expect((await postEvents(facts, tenant, batch)).status).toBe(202);
      }
      const isStored = ({ events }: Totals) => events === 400;
      await until(() => totalsOf(tenant), isStored);
    }
    // Whatever is still on its way would be counted in the rebuilt store only.
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    for (const tenant of tenants) before.push(await totalsOf(tenant));

    for (const { orgId, region } of tenants) {
      await askClickHouse(facts, region, "DELETE FROM events WHERE org_id = {org:String}", { org: orgId });
    }
    expect((await Promise.all(tenants.map(totalsOf))).map(({ events }) => events)).toEqual([0, 0]);

    for (let i = 0; i < 2; i++) {
      const replayed = await replayRaw(started);
      expect(replayed.objects).toBeGreaterThanOrEqual(2);
      expect(await Promise.all(tenants.map(totalsOf))).toEqual(before);
    }
  });
});

describe("what a tenant in the EU sends", () => {
  it("is in no database, bucket, queue or log of the US", async () => {
    const { [STACK_VARIABLE]: dataDir } = process.env;
    if (dataDir === undefined) throw new Error(`${STACK_VARIABLE} does not say where the stack keeps its data`);
    const marker = `marker${crypto.randomUUID().replaceAll("-", "")}`;
    const eu = await newTenant(facts, "eu");
    const twoDaysAgo = new Date(Date.now() - 2 * 86_400_000).toISOString();
    const marked = anEvent({
      timestamp: twoDaysAgo,
      session_id: marker,
      user_id: marker,
      error_message: marker,
      metadata: { marker },
    });
    const refused = { ...anEvent({ session_id: marker }), [marker]: marker, input_tokens: -1 };
    expect((await postEvents(facts, eu, [marked, { ...marked, event_id: marker }, refused])).status).toBe(202);
    await until(() => totalsOf(eu), ({ events }) => events === 2);

    const rowsWith = async (region: Region, table: string) => {
      const sql = `SELECT count() AS n FROM ${table}
        WHERE position(toString(tuple(*)), {marker:String}) > 0 OR org_id = {org:String}`;
      return (await askClickHouse<{ n: number }>(facts, region, sql, { marker, org: eu.orgId }))[0]?.n;
    };
    expect([await rowsWith("us", "events"), await rowsWith("us", "ingestion_warnings")]).toEqual([0, 0]);
    // At least two: a search that finds nothing anywhere would prove nothing.
    expect(await rowsWith("eu", "events")).toBeGreaterThanOrEqual(2);

    const archived = await startAndWait(
      openJobsClient(chooseOperator({ edge: undefined, token: undefined }, facts)),
      { job: "archive", region: "eu", input: { org_id: eu.orgId } },
      { waits: true, say: () => {} },
    );
    expect(archived).toMatchObject({ state: "complete", progress: { archived: 1, rows: 2 } });

    const bucket = (kind: string, region: Region) => join(dataDir, "state/v3/r2", `fleetglass-${kind}-${region}`);
    for (const kind of ["raw", "archive"]) {
      expect(await filesWith(bucket(kind, "us"), marker)).toEqual([]);
      expect((await filesWith(bucket(kind, "eu"), marker)).length).toBeGreaterThan(0);
    }

    const queues = join(dataDir, "state/v3/do/fleetglass-local-queue-LocalQueue");
    const [ofUs, ofEu] = [await filesWith(queues, "events-us"), await filesWith(queues, "events-eu")];
    expect([ofUs.length > 0, ofEu.length > 0]).toEqual([true, true]);
    const holding = await filesWith(queues, marker);
    expect(holding.filter((file) => ofUs.includes(file))).toEqual([]);
    expect(await filesWith(join(dataDir, "logs"), marker)).toEqual([]);
  });
});
