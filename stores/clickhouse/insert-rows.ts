/** How a region's ClickHouse is reached for inserts. */
export interface InsertTarget {
  /** Origin of the HTTP interface. */
  url: string;
  database: string;
  user: string;
  password: string;
}

/**
 * What became of an insert. `refused`: ClickHouse read the rows and cannot take them, so sending them again will not help.
 * `unavailable`: anything else; the rows may or may not be there, and must be sent again under the same token.
 */
export type InsertResult =
  | { outcome: "stored" }
  | { outcome: "refused"; code: number; message: string }
  | {
    outcome: "unavailable";
    message: string;
    /** Whether ClickHouse answered at all. */
    answered: boolean;
  };

const TIMEOUT_MS = 30_000;

/**
 * Error codes of the rows' contents: CANNOT_PARSE_* (6, 25, 26, 27, 38, 41, 69, 72, 130, 131), INCORRECT_DATA (117),
 * UNKNOWN_FIELD-like (16, 44, 53, 70), TOO_LARGE_STRING and inflate errors (131, 354), VALUE_IS_OUT_OF_RANGE (321, 407),
 * CANNOT_INSERT_NULL (349), VIOLATED_CONSTRAINT (469). Source: ClickHouse src/Common/ErrorCodes.cpp.
 */
const REFUSALS = new Set([6, 16, 25, 26, 27, 33, 38, 41, 53, 69, 70, 72, 117, 130, 131, 321, 349, 354, 407, 469, 636]);

/**
 * Inserts gzipped NDJSON rows into `events` in one request. `rows` may hold several gzip members one after the other.
 * @param token names these rows, so that the same insert twice has no effect (`insert_deduplication_token`)
 */
export async function insertRows(target: InsertTarget, rows: Uint8Array[], token: string): Promise<InsertResult> {
  return await insertInto("events", target, rows, token);
}

/** Inserts gzipped NDJSON rows into a table, as {@link insertRows} does. */
export async function insertInto(
  table: "events" | "ingestion_warnings",
  target: InsertTarget,
  rows: Uint8Array[],
  token: string,
): Promise<InsertResult> {
  const url = new URL(target.url);
  url.searchParams.set("query", `INSERT INTO ${table} FORMAT JSONEachRow`);
  url.searchParams.set("database", target.database);
  url.searchParams.set("insert_deduplication_token", token);
  // Times are epoch milliseconds; an object is taken as text by a text column.
  url.searchParams.set("input_format_json_read_objects_as_strings", "1");
  // An answer only when the rows are in the table.
  url.searchParams.set("async_insert", "0");
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: {
        "content-encoding": "gzip",
        "x-clickhouse-user": target.user,
        "x-clickhouse-key": target.password,
      },
      body: new Blob(rows as Uint8Array<ArrayBuffer>[]),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return response.ok ? { outcome: "stored" } : judge(response, text);
  } catch (error) {
    return { outcome: "unavailable", message: String(error), answered: false };
  }
}

function judge(response: Response, text: string): InsertResult {
  const code = Number(response.headers.get("x-clickhouse-exception-code") ?? 0);
  // The code's name alone: the sentence before it can quote the row.
  const name = /\(([A-Z][A-Z0-9_]+)\)(?: \(version [^)]*\))?\s*$/.exec(text)?.[1] ?? "no name";
  if (REFUSALS.has(code)) {
    return { outcome: "refused", code, message: `ClickHouse refuses the rows: ${name} (${code})` };
  }
  const message = `ClickHouse answered ${response.status}: ${name} (${code})`;
  return { outcome: "unavailable", message, answered: true };
}
