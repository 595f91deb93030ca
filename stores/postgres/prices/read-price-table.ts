import { asc } from "drizzle-orm";
import type { Database } from "../connect.ts";
import { priceTable } from "../schema/index.ts";
import { answerOf } from "../store-error.ts";

/** The list prices, by model and time. They belong to no tenant. */
export async function readPriceTable(database: Database) {
  return await answerOf(database.select().from(priceTable).orderBy(asc(priceTable.model), asc(priceTable.validFrom)));
}
