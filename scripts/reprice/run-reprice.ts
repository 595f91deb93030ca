import type { RepriceProgress, RepriceStep } from "../../contract/reprice.ts";
import { addMoney } from "../../contract/window.ts";

/** What is to be estimated anew. */
export type RepriceWish = Pick<RepriceStep, "org_id" | "from" | "to" | "dry_run"> & { cursor: string | null };

/** What has been done so far. */
export type RepriceTotals = Omit<RepriceProgress, "next_cursor">;

interface Reports {
  onStep(totals: RepriceTotals): void;
  /** Called before a step's failure is thrown on; the cursor takes a later run back to it. */
  onFailure(cursor: string | null): void;
}

const STEP_ROWS = 2_000;

/** Takes steps until nothing is left. */
export async function runReprice(
  wish: RepriceWish,
  takeStep: (step: RepriceStep) => Promise<RepriceProgress>,
  reports: Reports,
): Promise<RepriceTotals> {
  const totals: RepriceTotals = { rows: 0, changed: 0, before_usd: 0, after_usd: 0, unpriced: {} };
  let { cursor } = wish;
  do {
    const step = { ...wish, cursor, limit: STEP_ROWS };
    const progress = await takeStep(step).catch((error: unknown) => {
      reports.onFailure(cursor);
      throw error;
    });
    addProgress(totals, progress);
    reports.onStep(totals);
    cursor = progress.next_cursor;
  } while (cursor !== null);
  return totals;
}

function addProgress(totals: RepriceTotals, { rows, changed, before_usd, after_usd, unpriced }: RepriceProgress): void {
  totals.rows += rows;
  totals.changed += changed;
  totals.before_usd = addMoney(totals.before_usd, before_usd);
  totals.after_usd = addMoney(totals.after_usd, after_usd);
  for (const [model, events] of Object.entries(unpriced)) {
    totals.unpriced[model] = (totals.unpriced[model] ?? 0) + events;
  }
}
