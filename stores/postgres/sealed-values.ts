import { sql } from "drizzle-orm";
import type { Database } from "./connect.ts";
import { answerOf } from "./store-error.ts";

/** Where encrypted values are: table and column. */
export const SEALED_COLUMNS = [
  { table: "two_factors", column: "secret" },
  { table: "two_factors", column: "backup_codes" },
  { table: "sso_providers", column: "sealed_secret" },
] as const;
/** A column of encrypted values. */
export type SealedColumn = (typeof SEALED_COLUMNS)[number];

/**
 * Some values that do not begin with the present key's envelope, in the order of their rows.
 * @param database logged in as the sign-in role, here and below
 * @param after id of the row before
 */
export async function readOldSeals(
  database: Database,
  { table, column }: SealedColumn,
  envelope: string,
  after: string,
  limit: number,
) {
  const value = sql.identifier(column);
  const { rows } = await answerOf(database.execute<{ id: string; value: string }>(sql`
    select id, ${value} as value from ${sql.identifier(table)}
    where id > ${after} and ${value} is not null and not starts_with(${value}, ${envelope}) order by id limit ${limit}`));
  return rows;
}

/** Puts a value in place of the one that was read, unless it has changed since. */
export async function replaceSeal(
  database: Database,
  { table, column }: SealedColumn,
  { id, value }: { id: string; value: string },
  sealed: string,
): Promise<void> {
  const name = sql.identifier(column);
  await answerOf(database.execute(sql`
    update ${sql.identifier(table)} set ${name} = ${sealed} where id = ${id} and ${name} = ${value}`));
}
