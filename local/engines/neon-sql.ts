import pg from "pg";
import { z } from "zod";

const SqlQuery = z.object({ query: z.string(), params: z.array(z.unknown()).default([]) });
type SqlQuery = z.infer<typeof SqlQuery>;

/** One statement, or several that make one transaction. */
const SqlRequest = z.union([z.object({ queries: z.array(SqlQuery) }), SqlQuery]);

const ISOLATION_LEVELS: Record<string, string> = {
  ReadUncommitted: "READ UNCOMMITTED",
  ReadCommitted: "READ COMMITTED",
  RepeatableRead: "REPEATABLE READ",
  Serializable: "SERIALIZABLE",
};

const ERROR_FIELDS = [
  "severity",
  "code",
  "detail",
  "hint",
  "position",
  "internalPosition",
  "internalQuery",
  "where",
  "schema",
  "table",
  "column",
  "dataType",
  "constraint",
  "file",
  "line",
  "routine",
] as const;

/** Values travel as PostgreSQL's own text; the driver at the other end parses them. */
const RAW_TEXT: pg.CustomTypesConfig = { getTypeParser: () => (text: string) => text };

export interface SqlAnswer {
  status: number;
  body: unknown;
}

/** Headers of a request in lower case. */
export type SqlHeaders = Record<string, string | string[] | undefined>;

/** Answers Neon's `POST /sql` from a pool of connections for the login that the request names. */
export async function answerSql(pool: pg.Pool, headers: SqlHeaders, text: string): Promise<SqlAnswer> {
  try {
    const request = SqlRequest.parse(JSON.parse(text));
    const client = await pool.connect();
    try {
      const body = "queries" in request
        ? { results: await runTransaction(client, request.queries, headers) }
        : await runQuery(client, request);
      return { status: 200, body };
    } finally {
      await handBack(client);
    }
  } catch (error) {
    return { status: 400, body: describeError(error) };
  }
}

async function runTransaction(client: pg.PoolClient, queries: SqlQuery[], headers: SqlHeaders): Promise<unknown[]> {
  await client.query(renderBegin(headers));
  const results = [];
  for (const query of queries) results.push(await runQuery(client, query));
  await client.query("COMMIT");
  return results;
}

/** Renders the BEGIN that a batch's headers ask for. */
export function renderBegin(headers: SqlHeaders): string {
  const level = headers["neon-batch-isolation-level"];
  const isolation = ISOLATION_LEVELS[String(level)];
  if (level !== undefined && isolation === undefined) throw new Error(`Unknown isolation level ${String(level)}`);
  const modes = [
    isolation && `ISOLATION LEVEL ${isolation}`,
    headers["neon-batch-read-only"] === "true" && "READ ONLY",
    headers["neon-batch-deferrable"] === "true" && "DEFERRABLE",
  ].filter(Boolean);
  return ["BEGIN", modes.join(", ")].join(" ").trim();
}

async function runQuery(client: pg.PoolClient, { query, params }: SqlQuery): Promise<unknown> {
  // The extended protocol takes one statement only, as Neon does, with parameters or without.
  const config: pg.QueryArrayConfig & { queryMode: "extended" } = {
    text: query,
    values: params,
    rowMode: "array",
    types: RAW_TEXT,
    queryMode: "extended",
  };
  const { fields, rows, rowCount, command } = await client.query(config);
  return { fields, rows, rowCount, command, rowAsArray: true };
}

/** The next request must find nothing of this one: no open transaction, setting, lock or temporary table. */
async function handBack(client: pg.PoolClient): Promise<void> {
  try {
    await client.query("ROLLBACK");
    await client.query("DISCARD ALL");
    client.release();
  } catch (error) {
    client.release(error instanceof Error ? error : true);
  }
}

function describeError(error: unknown): Record<string, unknown> {
  const message = error instanceof Error ? error.message : String(error);
  const known = error instanceof pg.DatabaseError ? error : undefined;
  return { message, ...Object.fromEntries(ERROR_FIELDS.map((field) => [field, known?.[field]])) };
}
