import { gzipSync } from "node:zlib";
import { estimateEvent } from "../../../contract/price-event.ts";
import type { PriceBook } from "../../../contract/prices/price-book.ts";
import { AppError } from "../../../contract/problem.ts";
import type { RepriceProgress, RepriceStep } from "../../../contract/reprice.ts";
import { addMoney } from "../../../contract/window.ts";
import { readUnreported, type UnreportedRow } from "../../../stores/clickhouse/read-unreported.ts";
import { readRegion } from "../../../stores/postgres/organizations/read-region.ts";
import { tenantDatabase } from "../../../stores/postgres/tenant.ts";
import type { RequestContext } from "../context.ts";
import { readPriceBook } from "../prices/read-price-book.ts";
import { decodePlace, encodePlace } from "./place.ts";

/**
 * Estimates a page of an organisation's events anew by the prices in force. A changed event is written as a new version of
 * its row, a millisecond younger than the one before: a row that has come in meanwhile still goes before it, and how fresh
 * the data is does not change. Taken again, a step finds nothing to change. Reported costs are never looked at.
 */
export async function takeRepriceStep(ctx: RequestContext, step: RepriceStep): Promise<RepriceProgress> {
  const tenant = tenantDatabase(ctx.database, step.org_id);
  const region = await readRegion(tenant);
  if (region === undefined) throw new AppError("NOT_FOUND", `There is no organisation ${step.org_id}.`);
  const [book, rows] = await Promise.all([
    readPriceBook(ctx.database, tenant),
    readUnreported(
      ctx.events,
      { orgId: step.org_id, region, sees: "everything" },
      { from: Date.parse(step.from), to: Date.parse(step.to) },
      { after: step.cursor === null ? null : decodePlace(step.cursor), limit: step.limit },
      ctx.signal,
    ),
  ]);
  const { versions, progress } = estimateRows(rows, book);
  if (versions.length > 0 && !step.dry_run) await replaceRows(ctx, region, versions);
  const last = rows.length < step.limit ? undefined : rows.at(-1);
  return { ...progress, next_cursor: last === undefined ? null : encodePlace(last) };
}

/** New versions of the rows whose cost is another one now, and the sums of all. */
function estimateRows(rows: readonly UnreportedRow[], book: PriceBook) {
  const progress = {
    rows: rows.length,
    changed: 0,
    before_usd: 0,
    after_usd: 0,
    unpriced: {} as Record<string, number>,
  };
  const versions: UnreportedRow[] = [];
  for (const row of rows) {
    const { cost_usd = 0, cost_source } = estimateEvent(row, book);
    if (cost_source === "none" && row.model !== "") {
      progress.unpriced[row.model] = (progress.unpriced[row.model] ?? 0) + 1;
    }
    progress.before_usd = addMoney(progress.before_usd, row.cost_usd);
    progress.after_usd = addMoney(progress.after_usd, cost_usd);
    if (addMoney(row.cost_usd, 0) === cost_usd && row.cost_source === cost_source) continue;
    versions.push({ ...row, cost_usd, cost_source, received_at: row.received_at + 1 });
  }
  return { versions, progress: { ...progress, changed: versions.length } };
}

async function replaceRows(
  { operators }: RequestContext,
  region: keyof RequestContext["operators"],
  rows: readonly UnreportedRow[],
): Promise<void> {
  const lines = rows.map((row) => JSON.stringify(row)).join("\n");
  try {
    await operators[region].replaceRows(gzipSync(`${lines}\n`));
  } catch (cause) {
    const detail = "The region did not take the rows. Taking the same step again is harmless.";
    throw new AppError("STORE_UNAVAILABLE", detail, { retryAfterSeconds: 5, cause });
  }
}
