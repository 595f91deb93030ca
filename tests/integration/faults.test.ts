import { afterAll, beforeAll, expect, it } from "vitest";
import { DUPLICATES } from "../faults/cases/duplicates.ts";
import { killing } from "../faults/cases/kill-parts.ts";
import type { Fault, FaultRow } from "../faults/fault.ts";
import { FaultStack } from "../faults/fault-stack.ts";
import { runFault } from "../faults/run-fault.ts";

/** The faults that hurt most, as short as they can be; `deno task faults` tries all of them. */
const SHORT_FAULTS: readonly Fault[] = [
  DUPLICATES,
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
