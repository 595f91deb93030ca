import type { PriceSheet } from "./price-sheet.ts";

/** Where the edge finds the price table in KV. */
export const PRICES_KEY = "prices:list";

/** The price table as it is handed to the edge. */
export interface PublishedPrices {
  /** Changes with the contents. */
  revision: string;
  /** Epoch ms at which it was read from the database. */
  read_at: number;
  sheets: Pick<PriceSheet, "rows">[];
}

/** Who knows the price table: the api Worker, over RPC. */
export interface PriceDirectory {
  /** Reads the table from the database and leaves it in KV; `null` where it is empty. Throws when the database does not answer. */
  publishPrices(): Promise<PublishedPrices | null>;
}
