import type { Overview } from "../../contract/query.ts";
import type { CountName, Window } from "../../contract/window.ts";
import type { DevFacts } from "../../local/dev-facts.ts";
import type { Ledger, Totals } from "./ledger.ts";
import { readRolled } from "./read-rolled.ts";
import { askClickHouse, get, until, watchLive } from "./stack-client.ts";
import type { TestTenant } from "./tenant.ts";

/** What a ledger came to in the stores. */
export interface Reconciliation {
  acknowledged: number;
  /** Different events in raw. */
  stored: number;
  /** Rows in raw beyond one for each event, after deduplication. */
  duplicates: number;
  /** Acknowledged and not stored. */
  lost: number;
  /** Ms until everything acknowledged was stored; the wait's length if it never was. */
  caughtUpMs: number;
  /** What the ledger, the query API and the live view say; all the same when all is well. */
  ledger: Totals;
  queried: Totals;
  live: Totals;
  /** What each rollup of these hours comes to. */
  rolled: Record<string, Totals>;
}

/** How long the stores get to catch up. */
const CATCH_UP_MS = 60_000;
const TOKEN_NAMES = [
  "input_tokens",
  "output_tokens",
  "cache_read_tokens",
  "cache_creation_tokens",
  "reasoning_tokens",
] as const satisfies readonly CountName[];

/** Compares what was acknowledged with what is stored, aggregated, queried and shown live. Waits up to `catchUpMs` for it to be there. */
export async function reconcile(
  facts: DevFacts,
  tenant: TestTenant,
  ledger: Ledger,
  catchUpMs = CATCH_UP_MS,
): Promise<Reconciliation> {
  const started = performance.now();
  const isCaughtUp = (count: number) => count >= ledger.size;
  await until(() => countStored(facts, tenant), isCaughtUp, catchUpMs).catch(() => {});
  const caughtUpMs = performance.now() - started;
  const cookie = await tenant.signIn();
  const live = await until(() => readLive(facts, cookie), (totals) => totals.events >= ledger.size, 15_000)
    .catch(() => readLive(facts, cookie));
  const stored = await readStored(facts, tenant);
  const lost = [...ledger.ids()].filter((id) => !stored.has(id)).length;
  const rows = [...stored.values()].reduce((sum, count) => sum + count, 0);
  return {
    acknowledged: ledger.size,
    stored: stored.size,
    duplicates: rows - stored.size,
    lost,
    caughtUpMs,
    ledger: ledger.totals(),
    queried: await readQueried(facts, cookie),
    live,
    rolled: await readRolled(facts, tenant),
  };
}

/** Whether a reconciliation says that nothing was lost, and that everything counts once everywhere. */
export function isExact({ lost, duplicates, stored, ledger, queried, live, rolled }: Reconciliation): boolean {
  const isOnce = lost === 0 && duplicates === 0 && stored === ledger.events;
  return isOnce && [queried, live, ...Object.values(rolled)].every((totals) => isSame(ledger, totals));
}

/** Whether totals are the same; dollars to the cent of a cent, which sums of floats keep. */
export function isSame(a: Totals, b: Totals): boolean {
  return a.events === b.events && a.tokens === b.tokens && Math.abs(a.costUsd - b.costUsd) < 1e-4;
}

async function countStored(facts: DevFacts, { orgId, region }: TestTenant): Promise<number> {
  const sql = "SELECT uniqExact(event_id) AS count FROM events WHERE org_id = {org:String}";
  return (await askClickHouse<{ count: number }>(facts, region, sql, { org: orgId }))[0]?.count ?? 0;
}

/** Event id → deduplicated rows. */
async function readStored(facts: DevFacts, { orgId, region }: TestTenant): Promise<Map<string, number>> {
  const sql = "SELECT event_id, count() AS count FROM events FINAL WHERE org_id = {org:String} GROUP BY event_id";
  const rows = await askClickHouse<{ event_id: string; count: number }>(facts, region, sql, { org: orgId });
  return new Map(rows.map(({ event_id, count }) => [event_id, count]));
}

async function readQueried(facts: DevFacts, cookie: string): Promise<Totals> {
  const response = await get(facts, "/v1/metrics/overview?period=24h", cookie);
  if (!response.ok) throw new Error(`the overview answered ${response.status}: ${await response.text()}`);
  const { context, kpis } = await response.json() as Overview;
  return { events: context.events, costUsd: kpis.cost_usd.value ?? 0, tokens: kpis.tokens.value ?? 0 };
}

async function readLive(facts: DevFacts, cookie: string): Promise<Totals> {
  const viewer = await watchLive(facts, cookie);
  try {
    const snapshot = await viewer.waitFor((message) => message.type === "SNAPSHOT");
    if (snapshot.type !== "SNAPSHOT") throw new Error("unreachable");
    return sumWindows(snapshot.windows);
  } finally {
    viewer.close();
  }
}

/** The totals of live windows. */
export function sumWindows(windows: Iterable<Window>): Totals {
  const sums: Totals = { events: 0, costUsd: 0, tokens: 0 };
  for (const { totals } of windows) {
    sums.events += totals.events ?? 0;
    sums.costUsd += totals.cost_usd ?? 0;
    for (const name of TOKEN_NAMES) sums.tokens += totals[name] ?? 0;
  }
  return sums;
}
