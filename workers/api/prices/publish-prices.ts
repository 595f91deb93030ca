import { PRICES_KEY, type PublishedPrices } from "../../../contract/prices/published-prices.ts";
import { answerWithin } from "../../../stores/postgres/answer-within.ts";
import type { Database } from "../../../stores/postgres/connect.ts";
import { readPriceTable } from "../../../stores/postgres/prices/read-price-table.ts";
import { toSheet } from "./price-rows.ts";

const PATIENCE_MS = 5_000;
const KEPT_SECONDS = 7 * 24 * 3600;

/** Reads the price table and leaves it in KV; `null` where there is none. Throws STORE_UNAVAILABLE. */
export async function publishPrices(
  database: Database,
  kv: Pick<KVNamespace, "put">,
  now: number,
): Promise<PublishedPrices | null> {
  const rows = await answerWithin(readPriceTable(database), PATIENCE_MS);
  if (rows.length === 0) return null;
  const sheets = [toSheet(rows)];
  const published = { revision: await revisionOf(sheets), read_at: now, sheets };
  await kv.put(PRICES_KEY, JSON.stringify(published), { expirationTtl: KEPT_SECONDS });
  return published;
}

async function revisionOf(sheets: PublishedPrices["sheets"]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(sheets));
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
