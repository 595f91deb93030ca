import { listPriceBook, overriddenPriceBook, type PriceBook } from "../../../contract/prices/price-book.ts";
import { PRICE_LIST } from "../../../contract/prices/price-list.ts";
import { type PriceDirectory, PRICES_KEY, type PublishedPrices } from "../../../contract/prices/published-prices.ts";
import type { PriceOverride } from "../../../contract/prices/rates.ts";

/** Where the price table is looked up: KV, else the api Worker. */
export interface PriceSources {
  kv: Pick<KVNamespace, "get">;
  api: PriceDirectory;
  waitUntil(work: Promise<unknown>): void;
}

/** How long an isolate goes by what it has read. */
const FRESH_MS = 60_000;
/** How old the table in KV may be before the database is asked again. */
const PUBLISHED_MS = 300_000;

let list: PriceBook = listPriceBook(PRICE_LIST);
let revision = "";
let readAt: number | undefined;
/** An isolate that has only just started waits for KV, so that all isolates price alike; later ones read ahead. */
let isReading = false;

/**
 * The prices that hold for an organisation at the moment: its own before those of the table. The table that came with this
 * version serves where neither KV nor the database has one.
 */
export async function currentPrices(
  overrides: readonly PriceOverride[],
  sources: PriceSources,
  now: number,
): Promise<PriceBook> {
  if (readAt === undefined) await readPrices(sources, now);
  else if (now - readAt > FRESH_MS && !isReading) sources.waitUntil(readPrices(sources, now));
  return bookFor(overrides);
}

async function readPrices(sources: PriceSources, now: number): Promise<void> {
  isReading = true;
  try {
    const published = await sources.kv.get<PublishedPrices>(PRICES_KEY, "json");
    if (published !== null) use(published);
    if (published === null || now - published.read_at > PUBLISHED_MS) sources.waitUntil(askDirectory(sources));
  } catch {
    // The last table serves on; the next minute asks again.
  } finally {
    readAt = now;
    isReading = false;
  }
}

async function askDirectory({ api }: PriceSources): Promise<void> {
  try {
    const published = await api.publishPrices();
    if (published !== null) use(published);
  } catch (error) {
    console.warn(JSON.stringify({ level: "warn", message: "the price table cannot be read", error: String(error) }));
  }
}

function use(published: PublishedPrices): void {
  if (published.revision === revision) return;
  list = listPriceBook(published.sheets);
  revision = published.revision;
  own = new WeakMap();
}

/** Books by the list of overrides that a verdict carries: it is the same object for as long as the verdict holds. */
let own = new WeakMap<readonly PriceOverride[], PriceBook>();

function bookFor(overrides: readonly PriceOverride[]): PriceBook {
  if (overrides.length === 0) return list;
  let book = own.get(overrides);
  if (book === undefined) own.set(overrides, book = overriddenPriceBook(overrides, list));
  return book;
}
