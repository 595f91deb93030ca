import { askClickHouse, type ClickHouseEndpoint, ClickHouseError } from "../engines/clickhouse-http.ts";

/**
 * A table beside `events` that is filled first and then joined to it, so that a history is there as a whole or not at all,
 * even when its making is interrupted.
 */
export class StagingTable {
  readonly #endpoint: ClickHouseEndpoint & { database: string };
  readonly #name: string;

  constructor(endpoint: ClickHouseEndpoint & { database: string }, name: string) {
    this.#endpoint = endpoint;
    this.#name = name;
  }

  /** Makes the table anew; what an interrupted run has left is thrown away. */
  async create(): Promise<void> {
    await this.drop();
    await askClickHouse(this.#endpoint, `CREATE TABLE ${this.#name} AS events`);
  }

  /** Inserts gzipped NDJSON rows. */
  async insert(rows: Uint8Array<ArrayBuffer>): Promise<void> {
    const { url, username, password, database } = this.#endpoint;
    const target = new URL(url);
    const query = `INSERT INTO ${this.#name} FORMAT JSONEachRow`;
    target.searchParams.set("query", query);
    target.searchParams.set("database", database);
    target.searchParams.set("date_time_input_format", "best_effort");
    target.searchParams.set("async_insert", "0");
    const headers = { "X-ClickHouse-User": username, "X-ClickHouse-Key": password, "Content-Encoding": "gzip" };
    const response = await fetch(target, { method: "POST", headers, body: rows });
    const answer = await response.text();
    if (!response.ok) throw new ClickHouseError(query, answer);
  }

  /** Moves the rows into `events`: whole partitions, which is a matter of renaming files. */
  async publish(): Promise<void> {
    const partitions = await askClickHouse(
      this.#endpoint,
      `SELECT DISTINCT partition_id FROM system.parts
       WHERE database = currentDatabase() AND table = '${this.#name}' AND active ORDER BY 1 FORMAT TabSeparated`,
    );
    for (const id of partitions.split("\n").filter((line) => line !== "")) {
      await askClickHouse(this.#endpoint, `ALTER TABLE events ATTACH PARTITION ID '${id}' FROM ${this.#name}`);
    }
    await this.drop();
  }

  async drop(): Promise<void> {
    await askClickHouse(this.#endpoint, `DROP TABLE IF EXISTS ${this.#name}`);
  }
}
