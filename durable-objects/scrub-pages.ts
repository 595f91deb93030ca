/** Larger databases are left to reuse their pages in time: writing them anew would take an object too long. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Free pages that a database may have besides those that writing it anew frees; SQLite does not tell objects how many. */
const FREE_BYTES = 8 * 1024 * 1024;
/** A row's limit is 2 MB. */
const FILLER_BYTES = 1024 * 1024;
/** More than SQLite lets its write-ahead log grow to before it is written into the database: 1,000 pages of 4 KiB. */
const LOG_BYTES = 5 * 1024 * 1024;

/**
 * Writes a database anew, so that no page and no frame of its log keeps bytes of rows that were deleted. SQLite leaves them
 * where they were, and an object may neither set `secure_delete` nor `VACUUM`.
 * @param schema makes the tables and indexes, where they are not there
 * @param tables all of them, each before those that are made from it
 * @returns whether the database was small enough
 */
export async function scrubPages(
  storage: DurableObjectStorage,
  schema: string,
  tables: readonly string[],
): Promise<boolean> {
  const { sql } = storage;
  const { databaseSize: usedBytes } = sql;
  if (usedBytes > MAX_BYTES) return false;
  storage.transactionSync(() => {
    const numbers = readNumbers(sql);
    for (const table of tables) {
      sql.exec(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
      sql.exec(`DROP TABLE ${table}`);
    }
    // Pages that were free are zeros after this: tables that are made now do not inherit what was in them.
    fill(sql, usedBytes + FREE_BYTES);
    sql.exec(schema);
    for (const table of tables) {
      sql.exec(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
      sql.exec(`DROP TABLE kept_${table}`);
    }
    for (const { name, seq } of numbers) {
      sql.exec("DELETE FROM sqlite_sequence WHERE name = ?", name);
      sql.exec("INSERT INTO sqlite_sequence VALUES (?, ?)", name, seq);
    }
  });
  // The first time the log is full and its pages go into the database; the second time it is written over.
  for (let time = 1; time <= 2; time++) {
    fill(sql, LOG_BYTES);
    await storage.sync();
  }
  return true;
}

/** How far tables have counted that never give a number twice; a new table would begin anew. */
function readNumbers(sql: SqlStorage): { name: string; seq: number }[] {
  const hasAny = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_sequence'").toArray().length > 0;
  return hasAny ? sql.exec<{ name: string; seq: number }>("SELECT name, seq FROM sqlite_sequence").toArray() : [];
}

/** Writes zeros, and deletes them. */
function fill(sql: SqlStorage, bytes: number): void {
  sql.exec("CREATE TABLE filler (zeros BLOB NOT NULL)");
  for (let filled = 0; filled < bytes; filled += FILLER_BYTES) {
    sql.exec("INSERT INTO filler VALUES (zeroblob(?))", FILLER_BYTES);
  }
  sql.exec("DROP TABLE filler");
}
