import { anEvent, askClickHouse, until } from "../helpers/stack-client.ts";
import { LedgerClient } from "../helpers/ledger-client.ts";
import { isExact, reconcile, type Reconciliation } from "../helpers/reconcile.ts";
import { newTenant } from "../helpers/tenant.ts";
import type { Fault, FaultRow } from "./fault.ts";
import type { FaultStack } from "./fault-stack.ts";

/** Freshness must be back, and everything acknowledged stored, this long after a fault has ended. */
const RECOVERED_MS = 60_000;

/** Tries one fault with a tenant of its own and holds the ledger against every store. */
export async function runFault(fault: Fault, stack: FaultStack, isShort: boolean): Promise<FaultRow> {
  const tenant = await newTenant(stack.facts, "us");
  const client = new LedgerClient({ edgeUrl: stack.facts.urls.edge, apiKey: tenant.apiKey });
  const { failures, notes } = await fault.run({ stack, tenant, client, isShort });
  const freshAfterMs = await measureFreshness(stack);
  const reconciliation = fault.isReconciledByItself
    ? undefined
    : await reconcile(stack.facts, tenant, client.ledger, RECOVERED_MS - Math.min(freshAfterMs, RECOVERED_MS));
  const wrong = [...failures, ...judge(reconciliation)];
  if (freshAfterMs >= RECOVERED_MS) wrong.push("freshness did not come back");
  if (client.abandoned > 0) wrong.push(`${client.abandoned} batches were never acknowledged`);
  const { name, title } = fault;
  return { name, title, reconciliation, freshAfterMs, answers: client.answers, failures: wrong, notes };
}

function judge(reconciliation: Reconciliation | undefined): string[] {
  if (reconciliation === undefined || isExact(reconciliation)) return [];
  const { ledger, queried, live, rolled, lost } = reconciliation;
  const late = lost === 0 ? [] : [`${lost} acknowledged events were not stored within ${RECOVERED_MS / 1000} s`];
  return [...late, `totals differ: ${JSON.stringify({ ledger, queried, live, rolled })}`];
}

/** Ms until an event that is posted now, by somebody new, is seen in a query. */
async function measureFreshness({ facts }: FaultStack): Promise<number> {
  const started = performance.now();
  const tenant = await newTenant(facts, "us");
  const client = new LedgerClient({ edgeUrl: facts.urls.edge, apiKey: tenant.apiKey });
  await client.post([anEvent()], RECOVERED_MS);
  const sql = "SELECT count() AS count FROM events WHERE org_id = {org:String}";
  const count = async () =>
    (await askClickHouse<{ count: number }>(facts, "us", sql, { org: tenant.orgId }))[0]?.count ?? 0;
  await until(count, (seen) => seen > 0, RECOVERED_MS).catch(() => {});
  return performance.now() - started;
}
