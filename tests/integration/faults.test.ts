import { afterAll, beforeAll, expect, it } from "vitest";
import type { JobRun } from "../../contract/jobs.ts";
import { openJobsClient } from "../../scripts/job/jobs-client.ts";
import { chooseOperator } from "../../scripts/replay/choose-operator.ts";
import { CONSUMER_KILLED } from "../faults/cases/consumer-killed.ts";
import { DUPLICATES } from "../faults/cases/duplicates.ts";
import { killing } from "../faults/cases/kill-parts.ts";
import type { Fault, FaultRow } from "../faults/fault.ts";
import { FaultStack } from "../faults/fault-stack.ts";
import { runFault } from "../faults/run-fault.ts";
import { askClickHouse, until } from "../helpers/stack-client.ts";

/** The faults that hurt most, as short as they can be; `deno task faults` tries all of them. */
const SHORT_FAULTS: readonly Fault[] = [
  DUPLICATES,
  CONSUMER_KILLED,
  killing("stack-killed", "whole stack killed with -9", ["workers", "clickhouse", "postgres"], () => 0),
  killing("clickhouse-down", "ClickHouse gone for four seconds", ["clickhouse"], () => 4_000),
];

let stack: FaultStack;
beforeAll(async () => void (stack = await FaultStack.start()));
afterAll(() => stack?.stop());

it.each(SHORT_FAULTS)("nothing is lost and nothing counts twice: $name", { timeout: 90_000 }, async (fault) => {
  const row: FaultRow = await runFault(fault, stack, true);
  expect(row.failures).toEqual([]);
  expect(row.reconciliation).toMatchObject({ lost: 0, duplicates: 0 });
  expect(row.reconciliation?.acknowledged).toBeGreaterThan(0);
});

it("a job that is killed half-way goes on and archives every day once", { timeout: 90_000 }, async () => {
  const [days, eventsPerDay] = [40, 20];
  await askClickHouse(
    stack.facts,
    "us",
    `INSERT INTO events (org_id, event_type, timestamp, event_id, received_at)
    SELECT 'org_killed', 'llm_request', toStartOfDay(now('UTC')) - INTERVAL 2 + intDiv(number, ${eventsPerDay}) DAY,
      toString(number), now64(3) FROM numbers(${days * eventsPerDay})`,
  );
  const jobs = openJobsClient(chooseOperator({ edge: undefined, token: undefined }, stack.facts));
  const request = { job: "archive", region: "us", input: { org_id: "org_killed" } } as const;
  const { id } = await jobs.start(request);
  // A run is listed once it has begun.
  const find = (run: string) => jobs.find("us", run).catch((): Partial<JobRun> => ({ state: "running" }));
  await until(() => find(id), ({ progress }) => Number(progress?.["days"]) >= 3);
  await stack.kill("workers");
  await stack.restart("workers");
  const killed = await jobs.find("us", id);
  expect([killed.state, Number(killed.progress["days"]) < days]).toEqual(["running", true]);
  await jobs.resume("us");
  const ended = await until(() => find(id), ({ state }) => state !== "running", 60_000);
  const rows = days * eventsPerDay;
  expect(ended).toMatchObject({ state: "complete", progress: { days, archived: days, rows } });
  // The archive compares every day with what is stored.
  const { id: again } = await jobs.start(request);
  const second = await until(() => find(again), ({ state }) => state !== "running", 60_000);
  expect(second).toMatchObject({ state: "complete", progress: { days, unchanged: days } });
});
