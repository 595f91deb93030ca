import type { LedgerClient } from "../helpers/ledger-client.ts";
import type { Reconciliation } from "../helpers/reconcile.ts";
import type { TestTenant } from "../helpers/tenant.ts";
import type { FaultStack } from "./fault-stack.ts";

/** What a fault is tried on: a running stack, and a tenant and a client of its own. */
export interface FaultScene {
  stack: FaultStack;
  tenant: TestTenant;
  client: LedgerClient;
  /** Whether long waits are cut: seconds of outage instead of minutes. */
  isShort: boolean;
}

/** What a fault came to beyond its ledger. */
export interface FaultOutcome {
  /** What did not hold; empty when all did. */
  failures: string[];
  notes: string[];
}

/** Something that goes wrong while agents post. Its run begins and ends with a whole stack. */
export interface Fault {
  name: string;
  title: string;
  run(scene: FaultScene): Promise<FaultOutcome>;
  /** Checks its own totals, because its events do not lie where the usual questions look. */
  isReconciledByItself?: true;
}

/** One row of the table. */
export interface FaultRow extends FaultOutcome {
  name: string;
  title: string;
  reconciliation: Reconciliation | undefined;
  /** Ms from the end of the fault until a new event was seen in a query. */
  freshAfterMs: number;
  answers: Record<number, number>;
}
