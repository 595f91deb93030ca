import pg from "pg";
import type { PriceLine } from "./price-lines.ts";

/** What a seeding did, or would do. */
export interface SeededPrices {
  added: number;
  changed: number;
  /** Lines of the list that are not in it any more. Lines that an operator has put in are left alone. */
  removed: number;
}

/** Marks lines that come from the list; an operator's own have another revision. */
const LIST = "list";

const INSERT = `
  INSERT INTO price_table (model, valid_from, provider, rates, source_url, checked_on, revision)
  SELECT * FROM jsonb_to_recordset($1) AS line (
    model text, valid_from timestamptz, provider text, rates jsonb, source_url text, checked_on date, revision text
  )
  ON CONFLICT (model, valid_from) DO UPDATE SET provider = excluded.provider, rates = excluded.rates,
    source_url = excluded.source_url, checked_on = excluded.checked_on
  WHERE price_table.revision = '${LIST}' AND (price_table.provider, price_table.rates, price_table.source_url,
    price_table.checked_on) IS DISTINCT FROM (excluded.provider, excluded.rates, excluded.source_url, excluded.checked_on)
  RETURNING (xmax = 0) AS added`;

const DELETE = `
  DELETE FROM price_table WHERE revision = '${LIST}' AND (model, valid_from) NOT IN (
    SELECT model, valid_from FROM jsonb_to_recordset($1) AS line (model text, valid_from timestamptz)
  )`;

/** Brings the price table to what the list says, in one transaction. `url` is the login that owns the tables. */
export async function seedPriceTable(
  url: string,
  lines: readonly PriceLine[],
  { dryRun }: { dryRun: boolean },
): Promise<SeededPrices> {
  const client = new pg.Client({ connectionString: url, application_name: "fleetglass prices" });
  await client.connect();
  try {
    await client.query("BEGIN");
    const listed = JSON.stringify(lines.map((line) => ({
      model: line.model,
      valid_from: line.validFrom,
      provider: line.provider,
      rates: line.rates,
      source_url: line.sourceUrl,
      checked_on: line.checkedOn,
      revision: LIST,
    })));
    const removed = await client.query(DELETE, [listed]);
    const { rows } = await client.query<{ added: boolean }>(INSERT, [listed]);
    await client.query(dryRun ? "ROLLBACK" : "COMMIT");
    const added = rows.filter((row) => row.added).length;
    return { added, changed: rows.length - added, removed: removed.rowCount ?? 0 };
  } finally {
    await client.end();
  }
}
