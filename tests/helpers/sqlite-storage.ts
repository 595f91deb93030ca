import { DatabaseSync } from "node:sqlite";

/** A Durable Object's SQLite, outside of the Workers runtime. */
export function sqliteStorage(): SqlStorage {
  const database = new DatabaseSync(":memory:");
  const exec = (sql: string, ...values: (string | number | null)[]) => {
    // A schema is several statements, which only run without values.
    if (values.length === 0 && sql.includes("CREATE")) {
      database.exec(sql);
      return { toArray: () => [], one: () => undefined };
    }
    const rows = database.prepare(sql).all(...values).map((row) => ({ ...row }));
    return { toArray: () => rows, one: () => rows[0] };
  };
  return { exec } as unknown as SqlStorage;
}
