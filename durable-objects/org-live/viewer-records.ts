import type { ViewerRecord } from "./viewers.ts";

/**
 * What is remembered of viewers while the object sleeps. A socket's attachment holds no more than 2 KB, which somebody's
 * teams and filters can be more than, so it holds the key of a row.
 */
export class ViewerRecords {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  write(id: string, record: ViewerRecord): void {
    this.#sql.exec("INSERT OR REPLACE INTO viewers VALUES (?, ?)", id, JSON.stringify(record));
  }

  read(id: string): ViewerRecord | undefined {
    const [row] = this.#sql.exec<{ body: string }>("SELECT body FROM viewers WHERE id = ?", id).toArray();
    return row === undefined ? undefined : JSON.parse(row.body) as ViewerRecord;
  }

  delete(id: string): void {
    this.#sql.exec("DELETE FROM viewers WHERE id = ?", id);
  }

  /** Deletes all but those that are connected. */
  keepOnly(ids: readonly string[]): void {
    this.#sql.exec("DELETE FROM viewers WHERE id NOT IN (SELECT value FROM json_each(?))", JSON.stringify(ids));
  }
}
